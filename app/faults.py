"""What people read when the machine, not the register, says no: disk, rights, network, database."""

import os
import sys
import traceback
from collections.abc import Callable, Sequence

# The first row whose words occur in the message gives the sentence. Order matters: pip ends a lost
# connection with "no matching distribution", so the network stands before the missing version.
SENTENCES: tuple[tuple[tuple[str, ...], str], ...] = (
    (
        ("no space left on device", "database or disk is full", "disk quota exceeded", "could not extend file"),
        "磁盘已满。请腾出空间后再运行一次（首次安装约需 500 MB，临时目录 TMPDIR 也要有空间）；已经保存的数据不受影响。",
    ),
    (
        ("do not match the hashes",),
        "下载到的安装包与锁定的校验值不一致，已停止安装。请清除下载缓存（python3 -m pip cache purge）后重试；"
        "如使用内部镜像，请管理员核对镜像内容。",
    ),
    (
        ("ensurepip is not available", "no module named ensurepip", "no module named venv"),
        "这个 Python 缺少 venv 模块。在 Debian 或 Ubuntu 上请以管理员身份运行：apt-get install -y python3-venv，"
        "然后再运行一次。",
    ),
    (
        (
            "failed to establish a new connection",
            "newconnectionerror",
            "temporary failure in name resolution",
            "name or service not known",
            "network is unreachable",
            "connection to pypi",
            "connectionerror",
            "connecttimeout",
            "readtimeout",
            "read timed out",
            "proxyerror",
            "cannot connect to proxy",
            "sslerror",
            "certificate verify failed",
            "connection broken",
            "remotedisconnected",
        ),
        "连不上软件包仓库。首次安装需要联网：请检查网络；在内网可用环境变量 PIP_INDEX_URL 指向单位的镜像，"
        "需要代理时设置 HTTPS_PROXY。装好以后不再需要网络。",
    ),
    (
        ("no matching distribution found", "could not find a version that satisfies"),
        "软件包仓库里没有锁定的版本。若使用内部镜像，请先同步镜像；否则请换用 Python 3.11–3.13 再试。",
    ),
    (
        (
            "read-only file system",
            "permission denied",
            "operation not permitted",
            "attempt to write a readonly database",
        ),
        "没有写入权限。请把目录的所有者改为运行本程序的用户，或用环境变量换一个可写的目录"
        "（数据：MIANZHENG_HOME，程序环境：MIANZHENG_VENV）。",
    ),
    (
        ("not a directory", "file exists"),
        "要用作目录的地方已经有一个同名文件。请换一个目录（数据：MIANZHENG_HOME，程序环境：MIANZHENG_VENV）。",
    ),
    (
        ("unable to open database file",),
        "打不开数据库文件。请确认数据目录（默认 var/，可用 MIANZHENG_HOME 另设）存在且可写。",
    ),
    (
        ("database is locked",),
        "数据库正被另一个程序占用。请稍后再试；如一直如此，请检查是否有未结束的备份或导入。",
    ),
    (
        ("password authentication failed", "no password supplied", 'role "', "pg_hba.conf"),
        "数据库不接受这个用户名或密码，请检查 DATABASE_URL。",
    ),
    (
        ("connection refused", "connection failed", "could not connect to server", "server closed the connection"),
        "连不上数据库，请确认 PostgreSQL 已启动，DATABASE_URL 中的地址、端口、库名正确。",
    ),
)

# The same troubles as somebody reads them who sends a form and can only wait. First row that fits.
WHILE_SERVING: tuple[tuple[tuple[str, ...], str], ...] = (
    (
        (
            "no space left on device",
            "database or disk is full",
            "disk quota exceeded",
            "could not extend file",
            "file too large",
            "disk i/o error",
        ),
        "没有存上：系统的磁盘满了，正等着腾出空间。您写的都在，请过一会儿再交一次。",
    ),
    (
        ("database is locked", "deadlock detected", "lock timeout", "too many clients", "too many connections"),
        "没有存上：同时办理的人太多，没有排到。您写的都在，请过一会儿再交一次。",
    ),
    (
        (
            "read-only file system",
            "attempt to write a readonly database",
            "input/output error",
            "unable to open database file",
            "connection refused",
            "connection failed",
            "could not connect to server",
            "server closed the connection",
            "terminating connection",
            "shutting down",
            "starting up",
        ),
        "没有存上：系统的存储出了问题，我们正在处理。您写的都在，请过一会儿再交一次。",
    ),
)


def explain(message: str) -> str | None:
    """The sentence for an error's text, or None when it is none of the known troubles."""
    return _found(SENTENCES, message)


def while_serving(error: BaseException) -> str | None:
    """What to tell whoever sent a form that could not be stored, or None when it is no trouble of the machine."""
    return _found(WHILE_SERVING, str(error)) if _is_the_machine(error) else None


def _found(rows: Sequence[tuple[tuple[str, ...], str]], message: str) -> str | None:
    text = message.lower()
    for words, sentence in rows:
        if any(word in text for word in words):
            return sentence
    return None


def guarded(run: Callable[[], int | None]) -> int:
    """Run a command; a trouble of the machine becomes a sentence and status 1, an interruption status 130."""
    try:
        return run() or 0
    except KeyboardInterrupt:
        print("已中断。", file=sys.stderr)
        return 130
    except BrokenPipeError:
        # The reader went away (`… | head`); nothing is wrong, and the flush at exit must not complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        return _told(error)


def _told(error: Exception) -> int:
    sentence = explain(str(error)) if _is_the_machine(error) else None
    if sentence is None:
        raise error
    if os.environ.get("MIANZHENG_DEBUG"):
        traceback.print_exception(error)
    where = getattr(error, "filename", None)
    print(sentence + (f"（{where}）" if where else ""), file=sys.stderr)
    return 1


def _is_the_machine(error: BaseException) -> bool:
    names = {kind.__name__ for kind in type(error).__mro__}
    return isinstance(error, OSError) or "OperationalError" in names
