"""A comment that was put aside, as the holder of its code sees it: not sent yet, and until when it is kept."""

from app import wording
from app.addresses import absolute
from app.database import session
from app.fragments import render
from app.pages import Ref
from app.pages.receipts import KeptPage
from catalog.services import consultations
from catalog.services.keeping import Kept


def show(kept: Kept, flash: tuple[str, str, tuple[str, ...]], *, status: int = 200):
    """The page as an answer; never kept by anybody on the way."""
    one = consultations.get(session(), kept.consultation_id)
    until = f"{wording.zh_date(one.last_on)} 24:00"
    page = KeptPage(
        code=kept.code,
        consultation=Ref(one.id, one.title),
        kept=wording.zh_moment(kept.kept_at),
        until=until,
        text=kept.typed.get("text", ""),
        look_up=absolute("public_receipts.ask"),
        flash=(flash[0], flash[1], tuple(said.format(code=kept.code, until=until) for said in flash[2])),
    )
    response = render("public/receipts/kept.html", status=status, page=page)
    response.headers["Cache-Control"] = "no-store"
    return response
