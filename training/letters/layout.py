"""Laying a letter out on A4 as Nghị định 30/2020/NĐ-CP, Phụ lục I, prescribes."""

from __future__ import annotations

import re

from training.letters.body import lay_addressees, lay_block, lay_title
from training.letters.flow import Column, Flow
from training.letters.head import lay_head
from training.letters.markup import mark, plain
from training.letters.model import Foot, LetterText
from training.letters.placed import A4, MM, SetLetter
from training.letters.setting import Style
from training.letters.sheet import Sheet

_CAPACITY = re.compile(r"^((?:TM|KT|TL|TUQ|Q)\. |T/M )?(.*)$")


def lay_out(letter: LetterText, sheet: Sheet) -> SetLetter:
    """Place every word of the letter."""
    flow = Flow(sheet)
    lay_head(flow, letter)
    lay_title(flow, letter)
    lay_addressees(flow, letter.addressees)
    for text in letter.grounds:
        flow.paragraph(text, Style(sheet.body, italic=True), "grounds")
    for text in letter.deciding:
        flow.paragraph(text, Style(sheet.body, bold=True), "deciding", "center")
    for block in letter.body:
        lay_block(flow, block)
    _foot(flow, letter.foot)
    if letter.appendix:
        flow.new_page()
        for block in letter.appendix:
            lay_block(flow, block, "appendix")
    return SetLetter(flow.pages, flow.setter.entities)


def _foot(flow: Flow, foot: Foot) -> None:
    """Boxes 7 and 9b: distribution list on the left, signature block on the right."""
    sheet = flow.sheet
    left = Column(sheet.x0, sheet.width * 0.46)
    right = Column(sheet.x0 + sheet.width * 0.48, sheet.width * 0.52)
    need = max(
        14 * sheet.leading * (1 + len(foot.authority)) + 78,
        13 * (2 + sum(1 + len(plain(d)) // 42 for d in foot.distribution)),
    )
    if flow.y + need > A4[1] - 15 * MM:
        flow.new_page()
    top = flow.y + 10
    low_left = _distribution(flow, foot, left, top)
    style, block, y = Style(min(14.0, sheet.body), bold=True), flow.block(), top
    for text in foot.authority:
        y = flow.column(_authority(text), style, right, y, "signature", block)
    flow.page.anchors["signature"] = (right.middle, y + 34)
    if foot.name:
        y = flow.column(mark("PERSON", foot.name), style, right, y + 62, "signature", flow.block())
    flow.y = max(low_left, y)


def _distribution(flow: Flow, foot: Foot, column: Column, y: float) -> float:
    zone, block = "distribution", flow.block()
    label = Style(12, bold=True, italic=True)
    y = flow.column("Nơi nhận:", label, column, y, zone, block, align="left")
    for i, name in enumerate(foot.distribution):
        text = f"- {name}{'.' if i == len(foot.distribution) - 1 else ';'}"
        y = flow.column(text, Style(11), column, y, zone, block, align="left")
    if foot.note:
        y = flow.column(foot.note, Style(11), column, y, zone, block, align="left")
    return y


def _authority(text: str) -> str:
    """Mark a body or a post after its capacity: `TM. ỦY BAN NHÂN DÂN`, `KT. CHỦ TỊCH`."""
    found = _CAPACITY.match(text)
    assert found is not None
    capacity, rest = found.group(1) or "", found.group(2)
    return capacity + mark("ISSUER" if capacity in ("TM. ", "T/M ") else "TITLE", rest)
