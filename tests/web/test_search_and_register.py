"""Letters found again: the search and the register."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable

from pipeline.archive import Archive
from tests.web.made_office import Ids


def test_search_without_accents(served: Callable, ids: Ids) -> None:
    client = served().client
    page = client.get("/search", params={"q": "sua duong lien thon"}).text
    assert ids.plain in page and ids.contest not in page
    hits = client.get("/api/search", params={"q": "Sang tao xanh"}).json()["hits"]
    assert {h["letter"]["id"] for h in hits} == {ids.contest, ids.other}
    assert client.get("/api/search", params={"q": "from:hôm-nào"}).status_code == 422
    assert "A-QUERY" in client.get("/search", params={"q": "from:hôm-nào"}).text


def test_facets_come_from_the_archive(served: Callable, ids: Ids) -> None:
    client = served().client
    page = client.get("/search").text
    assert re.search(r'data-filter="kind:CV"[^>]*>Công văn <small>5<', page)
    assert "from:2026 to:2026" in page and "kind:GM" not in page
    assert client.get("/api/facets").json()["kinds"] == [{"value": "CV", "letters": 5}]
    for filter_ in re.findall(r'data-filter="([^"]+)"', page):
        query = filter_.replace("&#34;", '"').replace("&lt;", "<").replace("&gt;", ">")
        assert client.get("/api/search", params={"q": query}).status_code == 200, query


def test_the_register_has_ten_columns(served: Callable, ids: Ids) -> None:
    client = served().client
    page = client.get("/register").text
    assert page.count('<th scope="col"') == 10 and "sửa đường liên thôn" in page
    table = list(csv.reader(io.StringIO(client.get("/register/download/csv").content.decode("utf-8-sig"))))
    assert len(table[0]) == 10 and any("sửa đường liên thôn" in " ".join(line) for line in table)
    assert zipfile.is_zipfile(io.BytesIO(client.get("/register/download/xlsx").content))
    assert client.get("/register/download/exe").status_code == 404


def numbers(page: str) -> dict[str, str]:
    """Register numbers by the letter they link to."""
    return dict(re.findall(r'href="/letters/([^"]+)" aria-label="[^"]+">([^<]+)<', page))


def test_a_part_of_the_register_shows_the_numbers_of_the_whole(
    served: Callable, archive: Archive, ids: Ids
) -> None:
    client = served().client
    whole = numbers(client.get("/register").text)
    assert len(whole) == 5 and sorted(whole.values()) == ["01", "02", "03", "04", "05"]
    paged: dict[str, str] = {}
    page = client.get("/register?limit=2").text
    while True:
        paged |= numbers(page)
        more = re.search(r'href="(/register\?after=[^"]+)"', page)
        if more is None:
            break
        page = client.get(more[1].replace("&amp;", "&") + "&limit=2").text
    assert paged == whole == {s.id: archive.get(s.id).arrived.number for s in archive.letters()}  # type: ignore[union-attr]
    table = list(csv.reader(io.StringIO(client.get("/register/download/csv").content.decode("utf-8-sig"))))
    assert [line[1] for line in table[1:]] == sorted(whole.values())


def test_the_filter_finds_in_the_whole_register(served: Callable, archive: Archive, ids: Ids) -> None:
    client = served().client
    whole = numbers(client.get("/register").text)
    (road,) = [i for i in whole if "sửa đường liên thôn" in (archive.get(i).letter.subject.value or "")]

    def found(q: str, **more: object) -> dict[str, str]:
        return numbers(client.get("/register", params={"q": q, "limit": 1, **more}).text)

    assert found("sua duong lie") == found("đường liên thôn") == {road: whole[road]}
    assert found(whole[road]) == found(whole[road].lstrip("0")) == {road: whole[road]}
    assert found("kind:GM") == {} and "Không tìm thấy" in client.get("/register?q=kind:GM").text
    page = client.get("/register?q=kind:CV&limit=2").text
    assert "5 văn bản" in page and len(numbers(page)) == 2
    more = re.search(r'href="(/register\?after=[^"]+)"', page)
    assert more is not None and "q=kind%3ACV" in more[1]
    assert client.get("/register?q=from:gestern").status_code == 422
    assert len(numbers(client.get("/register?q=%20").text)) == 5
