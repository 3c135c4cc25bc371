"""The portal's own header and footer around every page: looked at once at the start, refused when not harmless."""

from collections.abc import Collection, Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

from markupsafe import Markup

SIDES = ("header", "footer")
# Elements that run, load or frame something, or would break the page around them.
FORBIDDEN = frozenset(
    {"script", "style", "iframe", "frame", "frameset", "object", "embed", "applet", "base", "meta", "template"}
    | {"html", "head", "body", "main", "title", "h1", "noscript", "portal", "form"}
)
VOID = frozenset({"area", "br", "col", "hr", "img", "input", "link", "source", "track", "wbr"})
# Attributes that make the browser fetch something by itself; a link that somebody follows may lead anywhere.
LOADED = frozenset({"src", "srcset", "poster", "data", "background", "action", "formaction"})
FOLLOWED = frozenset({"href", "cite", "xlink:href"})
SCHEMES = frozenset({"", "http", "https", "mailto", "tel"})


def slots(folder: Path | None, origins: Collection[str] = ()) -> dict[str, Markup | None]:
    """The content of header.html and footer.html in the folder; None for what is not there.

    ``origins`` are the other sites that images and style sheets may come from. Raises ValueError with a
    sentence about the first thing in them that the pages must not carry.
    """
    if folder is None:
        return dict.fromkeys(SIDES)
    if not folder.is_dir():
        raise ValueError(f"没有放门户页眉页脚的文件夹 {folder}，请检查 MIANZHENG_PORTAL_SLOTS。")
    return {side: _slot(folder / f"{side}.html", origins) for side in SIDES}


def _slot(path: Path, origins: Collection[str]) -> Markup | None:
    if not path.is_file():
        return None
    text = path.read_text("utf-8-sig")
    if why := refusal(text, origins):
        raise ValueError(f"门户的 {path.name} 不能用：{why}请改好再启动。")
    return Markup(text)


def refusal(html: str, origins: Collection[str] = ()) -> str | None:
    """Why this piece of a page is not put on ours, or None."""
    return next(_Reader(html, origins).faults(), None)


class _Reader(HTMLParser):
    def __init__(self, html: str, origins: Collection[str]) -> None:
        super().__init__(convert_charrefs=True)
        self._origins = frozenset(origins)
        self._open: list[str] = []
        self._found: list[str] = []
        self.feed(html)
        self.close()
        if self.rawdata.strip():
            self._found.append("最后一个标记没有写完。")

    def faults(self) -> Iterator[str]:
        yield from self._found
        if self._open:
            yield f"<{self._open[-1]}> 没有关上。"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in FORBIDDEN:
            self._found.append(f"里面有 <{tag}>。")
        for name, value in attrs:
            if why := self._about(tag, name, value or ""):
                self._found.append(f"<{tag}> 上{why}")
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self._open or self._open.pop() != tag:
            self._found.append(f"</{tag}> 没有对应的开头。")

    def handle_comment(self, data: str) -> None:
        """Old browsers run what is in some comments, and nobody needs any."""
        if data.lstrip().startswith("["):
            self._found.append("里面有条件注释。")

    def _about(self, tag: str, name: str, value: str) -> str | None:
        if name.startswith("on"):
            return f"有脚本（{name}）。"
        if name == "style":
            return "有内联样式（style），请写到样式表里。"
        if name in ("srcdoc", "ping", "autofocus", "id") or name.startswith("hx-"):
            return f"不能有 {name}。"
        if name in LOADED or (tag in ("link", "image", "use") and name in FOLLOWED):
            return None if self._is_loadable(name, value) else f"从别的网站取东西（{value[:60]}）。"
        if name in FOLLOWED and _scheme(value) not in SCHEMES:
            return f"有不能用的地址（{value[:60]}）。"
        return None

    def _is_loadable(self, name: str, value: str) -> bool:
        several = [part.split()[0] for part in value.split(",") if part.strip()] if name == "srcset" else [value]
        return all(self._is_ours(address) for address in several)

    def _is_ours(self, address: str) -> bool:
        plain = _plain(address)
        parts = urlsplit(plain)
        if not parts.scheme and not parts.netloc:
            return not plain.startswith(("//", "\\", "/\\"))
        return f"{parts.scheme}://{parts.netloc}" in self._origins


def _scheme(address: str) -> str:
    try:
        return urlsplit(_plain(address)).scheme
    except ValueError:
        return "?"


def _plain(address: str) -> str:
    """The address as a browser reads it: without control signs and blanks around."""
    return "".join(sign for sign in address if sign.isprintable()).strip()
