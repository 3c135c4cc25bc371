"""The plan of an upload, computed once for each state of file, mapping and register."""

import json
from collections import OrderedDict
from collections.abc import Sequence
from datetime import date
from threading import Lock

from sqlmodel import Session

from catalog import clock
from catalog.errors import NotFound
from catalog.exchange import containers, planning, reading
from catalog.exchange.mapping import Mapping
from catalog.exchange.planning import Plan
from catalog.exchange.sheets import Sheet
from catalog.models import ImportPlan
from catalog.services import history
from catalog.services.lists import Publication
from catalog.storage import Storage

KEPT = 4
_plans: "OrderedDict[tuple[object, ...], Plan]" = OrderedDict()
_lock = Lock()


def of(waiting: ImportPlan, session: Session, storage: Storage) -> Plan:
    """The plan for an upload against the register as the session sees it."""
    on = waiting.effective_on or clock.today()
    mapped = json.dumps(waiting.mapping, sort_keys=True)
    key = (waiting.digest, mapped, history.newest(session), _publication_of(waiting) or on)
    with _lock:
        if key in _plans:
            _plans.move_to_end(key)
            return _plans[key]
    mapping = Mapping.from_json(waiting.mapping) if waiting.mapping else None
    data = _data(waiting, storage)
    read = reading.read(data, waiting.filename, register=planning.register(session, on), mapping=mapping)
    made = planning.plan(session, read, on=on, publication=_publication_of(waiting))
    with _lock:
        _plans[key] = made
        while len(_plans) > KEPT:
            _plans.popitem(last=False)
    return made


def _data(waiting: ImportPlan, storage: Storage) -> bytes:
    """The file as it was handed in. Raises NotFound when it was erased from the record meanwhile."""
    try:
        return storage.read(waiting.digest)
    except FileNotFoundError as error:
        raise NotFound("这份文件不在了：已经从记录里抹去，或者磁盘上丢了。请换一份再导入。") from error


def _publication_of(waiting: ImportPlan) -> Publication | None:
    """How the list was published before this register existed; None for a draft."""
    if not waiting.published:
        return None
    published, effective = waiting.published_on or date.min, waiting.effective_on or date.min
    return Publication(waiting.number or None, published, effective, issued_here=False, form=waiting.form)


def sheets_of(waiting: ImportPlan, storage: Storage) -> Sequence[Sheet]:
    """The cells of an upload, for showing its first lines."""
    return containers.sheets_of(_data(waiting, storage), waiting.filename)
