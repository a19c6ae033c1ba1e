"""Web addresses, e-mails and phone numbers, exactly as printed, and what QR codes on the pages hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipeline.extract.prose import Prose
from pipeline.records.contest import Contact, Contacts, Seen
from pipeline.records.evidence import Alternative, Evidence
from pipeline.records.page import ObjectKind, Page

_EMAIL = re.compile(r"(?<![\w@])[^\s@,;:()<>\[\]\"“”'|/]+@[A-Za-z0-9](?:[\w-]*\.)+[A-Za-z]{2,}")
_URL = re.compile(
    r"(?:https?|htp|hitp|htip|hftp|http[il])s?\s?[:;]\s?/{1,2}\s?[^\s<>\"“”|]+"
    r"|(?<![\w@./-])(?:www\.)?(?:[A-Za-z0-9][\w-]*\.)+(?:vn|com|org|net|edu|gov|info|me|io|ly|gle)(?:\.vn)?"
    r"(?:/[^\s<>\"“”|]*)?(?![\w@])"
)
_PHONE = re.compile(r"(?<![\w.,+-])(?:\(?\+?84\)?[\s.]?|\(?0)\d{1,4}\)?(?:[\s.-]?\d{2,4}){2,4}(?!\d)")
_SERVICE = re.compile(r"(?<![\w.,+-])1[89]00(?:[\s.-]?\d{2,4}){1,3}(?![\d.,]*\d)")
"""`1900 6868`: service numbers of four to eight digits behind 1800 and 1900."""
_CUE = re.compile(
    r"(?:dien thoai|di dong|[sd]dt|\bdt|zalo|hotline|lien he|duong day nong|so may|goi so|hoi dap|dau moi"
    r"|tu van|giai dap|tel|mobile|phone)[^.;\n]{0,60}$"
)
_FAX = re.compile(r"fax\s*:?\s*$")
_LETTER_ENDS = re.compile(r"(?:/?\./?)*$")
"""`https://…vn/./.`: the mark `./.` that ends the letter."""
_TRAIL = ".,;:)]}>”\"'*_"


def find_contacts(prose: Prose, pages: Iterable[Page]) -> Contacts:
    """Everything by which the organizers can be reached; each place once."""
    emails = _distinct(_printed(prose, span, "e-mail-grammar", 0.97) for span in _emails(prose))
    urls = [*_distinct(_printed(prose, span, "web-address-grammar", 0.97) for span in _urls(prose))]
    phones = _distinct(
        _printed(prose, span, rule, trust) for span, rule, trust in (*_phones(prose), *_services(prose))
    )
    for contact in _codes(pages):
        if "@" not in (contact.value or "") and contact.value:
            urls.append(contact)
    return Contacts(urls=tuple(urls), emails=tuple(emails), phones=tuple(phones))


def _printed(prose: Prose, span: tuple[int, int], rule: str, trust: float) -> Contact:
    text = prose.text[slice(*span)]
    value = re.sub(r"\s*\n\s*", "", text)
    seen = prose.passage.confidence(*span)
    return Contact(
        value=value,
        raw=text.replace("\n", " "),
        confidence=round(trust * (0.35 + 0.65 * seen), 4),
        rule=rule,
        evidence=prose.passage.evidence(*span),
        seen=Seen.PRINTED,
    )


def _key(contact: Contact) -> str:
    """What makes two printed forms the same place: no scheme, no closing stroke, no spaces in a number."""
    value = contact.value or ""
    if contact.rule.startswith("phone"):
        return re.sub(r"[\s.()-]", "", value)
    return value if "@" in value else bare_address(value)


def bare_address(url: str) -> str:
    """An address without its scheme, `www.` and the closing stroke: the same place, however it is printed."""
    return re.sub(r"^(?:https?://)?(?:www\.)?|/+$", "", url)


def _distinct(contacts: Iterable[Contact]) -> list[Contact]:
    """Each place once; other printed forms of it stand in its alternatives, with their evidence."""
    out: dict[str, Contact] = {}
    for contact in contacts:
        key = _key(contact)
        first = out.setdefault(key, contact)
        if first is contact:
            continue
        update: dict[str, object] = {"evidence": (*first.evidence, *contact.evidence)}
        if contact.value is not None and contact.value != first.value:
            other = Alternative(value=contact.value, raw=contact.raw, confidence=0.5, rule=contact.rule)
            update["alternatives"] = (*first.alternatives, other)
        out[key] = first.model_copy(update=update)
    return list(out.values())


def _emails(prose: Prose) -> Iterator[tuple[int, int]]:
    for found in _EMAIL.finditer(prose.text):
        yield found.start(), found.start() + len(found.group().rstrip(_TRAIL))


def _urls(prose: Prose) -> Iterator[tuple[int, int]]:
    for found in _URL.finditer(prose.text):
        end = found.start() + len(found.group().rstrip(_TRAIL))
        end = _over_line_end(prose, end, found.end())
        end = found.start() + len(_LETTER_ENDS.sub("", prose.text[found.start() : end]))
        if "@" not in prose.text[found.start() : end] and end - found.start() > 5:
            yield found.start(), end


def _over_line_end(prose: Prose, end: int, reach: int) -> int:
    """An address broken at a line's end goes on where the break itself shows it (`…/khoa-` + `hoc`)."""
    if prose.text[reach : reach + 1] != "\n" or prose.text[reach - 1] not in "/-_=?&.":
        return end
    rest = re.match(
        r"[a-z0-9][\w./?=&%#-]*[/_=?&-][\w./?=&%#-]*|[a-z0-9]+(?:-[a-z0-9]+)*(?=[\s.,;)]*(?:\n|$))",
        prose.text[reach + 1 :],
    )
    if rest is None:
        return end
    return reach + 1 + len(rest.group().rstrip(_TRAIL))


def _phones(prose: Prose) -> Iterator[tuple[tuple[int, int], str, float]]:
    for found in _PHONE.finditer(prose.text):
        digits = re.sub(r"\D", "", found.group())
        if digits.startswith("84"):
            digits = "0" + digits[2:]
        if not 10 <= len(digits) <= 11 or not digits.startswith("0"):
            continue
        before = prose.folded[max(0, found.start() - 80) : found.start()]
        if _FAX.search(before):
            continue
        opens = found.group().startswith("(") and ")" not in found.group()
        span = (found.start() + opens, found.start() + len(found.group().rstrip()))
        if _CUE.search(before):
            yield span, "phone-after-cue", 0.97
        elif (digits[1] in "35789" and len(digits) == 10) or (digits[1] == "2" and len(digits) == 11):
            yield span, "phone-by-form", 0.85


def _services(prose: Prose) -> Iterator[tuple[tuple[int, int], str, float]]:
    """Service numbers where words tell that they are called; otherwise they may be years."""
    for found in _SERVICE.finditer(prose.text):
        digits = re.sub(r"\D", "", found.group())
        before = prose.folded[max(0, found.start() - 80) : found.start()]
        if 8 <= len(digits) <= 10 and (_CUE.search(before) or _CENTRE.search(before)):
            yield (found.start(), found.start() + len(found.group().rstrip())), "phone-of-service", 0.9


_CENTRE = re.compile(r"(?:tong dai|so|goi)[^.;\n]{0,40}$")


def _codes(pages: Iterable[Page]) -> Iterator[Contact]:
    for page in pages:
        for thing in page.objects:
            if thing.kind is ObjectKind.QR and thing.text.strip():
                yield Contact(
                    value=thing.text.strip(),
                    raw=thing.text,
                    confidence=thing.confidence,
                    rule="qr-code",
                    evidence=(Evidence(page=page.number, box=page.locate(thing.box)),),
                    seen=Seen.QR,
                )
