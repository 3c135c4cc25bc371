"""What several processes counted reaches the register when the server stops in order."""

from urllib.parse import quote

from sqlmodel import select

from catalog.models import SearchMiss
from tests.serving import Client, Server

WORDS = "鑫龘麤"


def test_what_was_looked_for_in_vain_is_written_down_before_the_server_ends(database, home):
    with Server(database.url, home, workers=2) as server:
        for _ in range(8):
            assert Client(server).get(f"/proofs?q={quote(WORDS)}").status in (200, 503)
        found = sum(Client(server).get(f"/proofs?q={quote(WORDS)}").status == 200 for _ in range(8))
        server.process.terminate()
        assert server.process.wait(60) == 0
    with database.reading() as session:
        ((words, count),) = session.exec(select(SearchMiss.words, SearchMiss.count)).all()
    assert words == WORDS and count >= found
