"""Take a photo that somebody sent: decoded, made small, and written anew, so that none of the file itself is kept."""

import warnings
from io import BytesIO

from PIL import Image, UnidentifiedImageError
from PIL.ExifTags import Base as Tag
from PIL.Image import Transpose

FORMATS = ("JPEG", "PNG", "WEBP")
LARGEST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 40_000_000
SIDE = 1600
QUALITY = 80
UPRIGHT = {
    2: Transpose.FLIP_LEFT_RIGHT,
    3: Transpose.ROTATE_180,
    4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_270,
    7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_90,
}
"""How a photo is turned upright, by the orientation that its metadata name (Exif 2.3, 4.6.4)."""


class BadPhoto(ValueError):
    """The data are no photo that we take; the message says in a sentence what would be."""


def clean(data: bytes) -> bytes:
    """Return a JPEG of the photo, at most 1600 pixels a side, upright, without any metadata.

    The size that the file's head claims is looked at before anything is decoded.

    Raises:
        BadPhoto: too large, of another kind, damaged, or of too many pixels.
    """
    if len(data) > LARGEST_BYTES:
        raise BadPhoto("The photo is larger than 10 MB: send a smaller one.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(BytesIO(data), formats=FORMATS) as image:
                return _written(image)
    except BadPhoto:
        raise
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError):
        raise BadPhoto("That is no JPEG, PNG or WebP photo, or it is damaged.") from None


def _written(image: Image.Image) -> bytes:
    if image.width * image.height > MOST_PIXELS:
        raise BadPhoto("The photo has more than 40 million pixels: send a smaller one.")
    turn = UPRIGHT.get(image.getexif().get(Tag.Orientation, 1))
    image.draft("RGB", (SIDE, SIDE))
    small = image.convert("RGB")
    small.thumbnail((SIDE, SIDE))
    upright = small if turn is None else small.transpose(turn)
    plain = Image.new("RGB", upright.size)
    plain.paste(upright)
    out = BytesIO()
    plain.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()
