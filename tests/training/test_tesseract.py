"""The network made trainable, and the file of lines that Tesseract's own programs read."""

from __future__ import annotations

import random
import re
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest

from pipeline.errors import MissingPart
from pipeline.ocr.tesseract import data_folder
from training.letters import fonts
from training.tesseract import lstmf, phrases, text, tools
from training.tesseract.fonts import SHARES
from training.tesseract.network import floated

TEXT = "Kính gửi: Ủy ban nhân dân các xã, phường"


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Debian's network by itself."""
    if shutil.which("combine_tessdata") is None:
        pytest.skip("Tesseract's training programs are not installed")
    try:
        model = data_folder("vie") / "vie.traineddata"
    except MissingPart:
        pytest.skip("Tesseract's Vietnamese data is not installed")
    prefix = tmp_path_factory.mktemp("vie") / "vie"
    tools.unpack(model, prefix)
    return Path(f"{prefix}.lstm")


def test_a_real_network_is_no_integer_one_any_more(network: Path) -> None:
    whole = network.read_bytes()
    real = floated(whole)
    assert len(real) > 7 * len(whole)
    with pytest.raises(ValueError, match="integer"):
        floated(real)


def test_a_cut_network_is_refused(network: Path) -> None:
    with pytest.raises((ValueError, IndexError)):
        floated(network.read_bytes()[:2000])


def test_tesseract_reads_the_lines_with_the_real_network(network: Path, tmp_path: Path) -> None:
    """Its own program of judging: right letters cost nothing, wrong ones are counted."""
    face = fonts.load(fonts.SERIF.path(), 34)
    box = face.getbbox(TEXT)
    picture = np.full((box[3] + 16, box[2] + 16), 255, np.uint8)
    mask = np.array(face.getmask(TEXT), np.uint8).reshape(face.getmask(TEXT).size[::-1])
    x, y = box[0] + 8, box[1] + 8
    picture[y : y + mask.shape[0], x : x + mask.shape[1]] = 255 - mask
    lstmf.write(tmp_path / "a.lstmf", [lstmf.Sample(picture, TEXT)])
    lstmf.write(tmp_path / "b.lstmf", [lstmf.Sample(picture, "Kính gửi: Sở Y tế")])
    model = tmp_path / "real.traineddata"
    shutil.copyfile(data_folder("vie") / "vie.traineddata", model)
    part = tmp_path / "real.lstm"
    part.write_bytes(floated(network.read_bytes()))
    tools.put(model, part)
    assert _errors(model, tmp_path / "a.lstmf") < 10
    assert _errors(model, tmp_path / "b.lstmf") > 50


def _errors(model: Path, lines: Path) -> float:
    listing = lines.with_suffix(".list")
    listing.write_text(f"{lines}\n")
    done = subprocess.run(
        ["lstmeval", "--model", str(model), "--eval_listfile", str(listing)],
        capture_output=True,
        text=True,
        env=tools.ENVIRONMENT,
    )
    found = re.search(r"BCER eval=([\d.]+)", done.stderr + done.stdout)
    assert found is not None, done.stderr
    return float(found[1])


def test_training_text_has_only_letters_that_the_reader_knows() -> None:
    assert text.plain("các  trường… ‘A’ − B") == "các trường... 'A' - B"
    prose = ["Căn cứ quy định hiện hành, các cơ quan gửi báo cáo trước ngày 15 tháng 10."] * 3
    first, again = text.letter(5, prose), text.letter(5, prose)
    assert first == again
    assert text.letter(6, prose) != first
    assert re.search(r"số \d+/\S+", phrases.reference(random.Random(1)))


def test_every_family_is_another() -> None:
    assert len({f.name for f, _ in SHARES}) == len(SHARES)
