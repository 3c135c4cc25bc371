"""A form that was sent after the session had ended: carried through the sign-in, so that no word typed is lost."""

from flask import request

# In the sign-in form the kept fields stand behind this, so that none is taken for one of its own.
PREFIX = "kept."
# A token belongs to a session that is over, a password to nobody but its owner.
NEVER = ("csrf_token", "password", "again", "current")
LONG = 20

Fields = tuple[tuple[str, str], ...]


def sent() -> tuple[str, Fields]:
    """Where this request's form was going and what it held; ("", ()) when nothing was sent. Files are not kept."""
    if request.method != "POST":
        return "", ()
    fields = tuple((name, value) for name, value in request.form.items(multi=True) if name not in NEVER)
    return (request.script_root + request.path, fields) if fields else ("", ())


def kept() -> Fields:
    """The fields that the sign-in form carries along."""
    return tuple(
        (name.removeprefix(PREFIX), value) for name, value in request.form.items(multi=True) if name.startswith(PREFIX)
    )


def texts(fields: Fields) -> tuple[str, ...]:
    """What people wrote in words of their own, to be shown before it is sent again."""
    return tuple(value for name, value in fields if len(value) >= LONG and not name.endswith("ticket"))
