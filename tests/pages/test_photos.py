"""Photos of a repair: a centre sends them signed, they are written anew, and only the repair's page shows them."""

from io import BytesIO
from struct import pack
from zlib import compress, crc32

import pytest
from flask import Flask
from PIL import Image, ImageChops, ImageOps
from sqlalchemy import delete, func, select

from ivr.pages.photos import PhotoUpload, signature
from ivr.pages.rate_limit import RateLimit
from ivr.services.repair.demo import CUSTOMER_ORDER
from ivr.services.repair.photos import NoSuchRepair, add_photo
from ivr.services.repair.pictures import LARGEST_BYTES, SIDE, BadPhoto, clean
from ivr.services.repair.tables import RepairPhotoRow, RepairRow
from tests.pages.conftest import DELIVERED, WITH_QUOTE

KEY = "a key that centres have"


def picture(width=64, height=48, kind="JPEG", **saving):
    out = BytesIO()
    Image.new("RGB", (width, height), "navy").save(out, kind, **saving)
    return out.getvalue()


def bomb():
    """A PNG of a few kB that claims, and has, 400 million pixels."""

    def chunk(kind, data):
        return len(data).to_bytes(4) + kind + data + crc32(kind + data).to_bytes(4)

    head = (20_000).to_bytes(4) * 2 + bytes((8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", compress(bytes(100))) + chunk(b"IEND", b"")


@pytest.fixture
def centre(site):
    """Send a photo as a centre does; return status and answer."""
    app = Flask("door")
    app.register_blueprint(PhotoUpload(site.database, KEY, site.clock, RateLimit(most=30)).blueprint())

    def send(data, order=CUSTOMER_ORDER, key=KEY, late=0, **headers):
        timestamp = str(int(site.clock().timestamp()) - late)
        signed = {"X-Order": order, "X-Timestamp": timestamp, "X-Signature": signature(key, timestamp, order, data)}
        answer = app.test_client().post("/p/photos", data=data, headers=signed | headers)
        return answer.status_code, answer.json

    return send


def count(site):
    with site.database.reading_rows() as rows:
        return rows.execute(select(func.count()).select_from(RepairPhotoRow)).scalar_one()


def test_a_photo_is_on_the_page_of_its_repair(site, centre):
    status, told = centre(picture())
    assert status == 201
    token = site.link()
    assert f"/p/{token}/photo/{told['photo']}" in site.sees(token)
    shown = site.client.get(f"/p/{token}/photo/{told['photo']}")
    assert (shown.status_code, shown.content_type) == (200, "image/jpeg")
    assert shown.headers["Cache-Control"] == "no-store"
    assert Image.open(BytesIO(shown.data)).size == (64, 48)


def test_it_is_on_no_other_page_and_goes_with_its_link(site, centre):
    name = centre(picture())[1]["photo"]
    assert site.client.get(f"/p/{site.link(WITH_QUOTE)}/photo/{name}").status_code == 404
    assert site.client.get(f"/p/{'x' * 22}/photo/{name}").status_code == 404
    assert site.client.get(f"/p/{site.link(DELIVERED)}/photo/{name}").status_code == 404


def test_the_same_photo_is_kept_once(site, centre):
    assert centre(picture()) == centre(picture())
    assert count(site) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"key": "another key"},
        {"late": 301},
        {"late": -301},
        {"X-Timestamp": "soon"},
        {"X-Order": WITH_QUOTE},
        {"X-Signature": ""},
    ],
)
def test_what_is_not_signed_is_refused(site, centre, wrong):
    assert centre(picture(), **wrong)[0] == 403
    assert count(site) == 0


def test_without_a_key_the_door_is_shut(site):
    app = Flask("door")
    app.register_blueprint(PhotoUpload(site.database, "", site.clock, RateLimit()).blueprint())
    assert app.test_client().post("/p/photos", data=picture()).status_code == 403


def test_a_file_of_50_mb_is_not_read(centre):
    assert centre(bytes(50 * 1024 * 1024))[0] == 413


def test_an_unknown_order_is_told(centre):
    assert centre(picture(), order="999999")[0] == 404


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"MZ" + bytes(500),
        b"\x7fELF" + bytes(500),
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        picture(kind="GIF"),
        picture()[:200],
        b"\xff\xd8\xff\xe0" + bytes(50),
    ],
    ids=["nothing", "a program", "another program", "svg", "gif", "cut off", "a head only"],
)
def test_what_is_no_photo_is_refused_whatever_its_name(site, centre, data):
    assert centre(data)[0] == 400
    assert count(site) == 0


def test_a_decompression_bomb_is_refused_by_its_head():
    with pytest.raises(BadPhoto, match=r"pixels|no JPEG"):
        clean(bomb())


def test_no_metadata_is_kept_and_it_stands_upright():
    exif = Image.Exif()
    exif[0x0112], exif[0x010F], exif[0x8825] = 6, "Somebody's phone", {1: "N", 2: (48.0, 51.0, 0.0)}
    taken = picture(80, 40, exif=exif, comment=b"call me")
    with_text_for_a_number = taken.replace(pack(">HHI", 2, 5, 3), pack(">HHI", 2, 2, 3))
    assert taken != with_text_for_a_number
    for each in (taken, with_text_for_a_number):
        kept = Image.open(BytesIO(clean(each)))
        assert kept.size == (40, 80)
        assert not kept.getexif()
        assert not {"exif", "comment", "icc_profile"} & kept.info.keys()


@pytest.mark.parametrize("orientation", range(1, 10))
def test_it_is_turned_as_its_metadata_say(orientation):
    exif, marked = Image.Exif(), Image.effect_noise((48, 24), 0).convert("RGB")
    exif[0x0112] = orientation
    marked.paste("white", (0, 0, 16, 8))
    marked.save(out := BytesIO(), "JPEG", exif=exif)
    wanted = ImageOps.exif_transpose(Image.open(out)).convert("L")
    kept = Image.open(BytesIO(clean(out.getvalue()))).convert("L")
    assert kept.size == wanted.size
    assert max(ImageChops.difference(kept, wanted).getdata()) < 100


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_large_one_is_made_small(kind):
    assert max(Image.open(BytesIO(clean(picture(4000, 2000, kind)))).size) <= SIDE


def test_too_large_a_file_is_refused_before_it_is_looked_at():
    with pytest.raises(BadPhoto, match="10 MB"):
        clean(bytes(LARGEST_BYTES + 1))


def test_a_repair_has_twenty_photos_at_most(site):
    for width in range(1, 21):
        add_photo(site.database, CUSTOMER_ORDER, picture(width, 1), site.clock())
    with pytest.raises(BadPhoto, match="20"):
        add_photo(site.database, CUSTOMER_ORDER, picture(21, 1), site.clock())


def test_photos_go_with_their_repair_and_are_kept_encrypted(site):
    add_photo(site.database, CUSTOMER_ORDER, picture(), site.clock())
    with site.database.reading_rows() as rows:
        assert b"JFIF" not in rows.exec_driver_sql("SELECT content FROM repair_photos").scalar_one()
    with site.database.writing_rows() as rows:
        rows.execute(delete(RepairRow))
    assert count(site) == 0


def test_nobody_sends_a_photo_of_nothing(site):
    with pytest.raises(NoSuchRepair):
        add_photo(site.database, "T-0000", picture(), site.clock())
