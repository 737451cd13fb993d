"""Take the photos that centres send: a signed request each, nothing else opens this door.

POST /p/photos                         the file as the body, at most 10 MB
X-Order: T-1731                        the order number
X-Timestamp: 1764499200                seconds since 1970; five minutes old at most
X-Signature: hex(HMAC-SHA256(key, timestamp + "\\n" + order + "\\n" + hex(SHA256(file))))
"""

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from flask import Blueprint, Response, abort, jsonify, request
from werkzeug.exceptions import HTTPException

from ivr.pages.rate_limit import RateLimit
from ivr.services.repair.photos import NoSuchRepair, add_photo
from ivr.services.repair.pictures import LARGEST_BYTES, BadPhoto
from ivr.storage import Database

FRESH = timedelta(minutes=5)
LONGEST_ORDER = 64

log = structlog.get_logger(__name__)


def signature(key: str, timestamp: str, order: str, data: bytes) -> str:
    """Return the signature of a photo."""
    signed = f"{timestamp}\n{order}\n{hashlib.sha256(data).hexdigest()}"
    return hmac.new(key.encode(), signed.encode(), hashlib.sha256).hexdigest()


@dataclass(frozen=True)
class PhotoUpload:
    """The door for photos of one web process; without a key it is shut."""

    database: Database
    key: str
    clock: Callable[[], datetime]
    rate_limit: RateLimit

    def blueprint(self) -> Blueprint:
        """Return the route; it checks the signature, so no other protection (CSRF) may stand before it."""
        routes = Blueprint("photos", __name__)
        routes.add_url_rule("/p/photos", "upload", self.upload, methods=["POST"])
        routes.register_error_handler(HTTPException, _told)
        return routes

    def upload(self) -> tuple[Response, int]:
        """Keep a photo: 201 and its name; 400 for none, 403 for a wrong signature, 404 for an unknown order."""
        if self.rate_limit.is_too_fast(request.remote_addr or ""):
            abort(429)
        request.max_content_length = LARGEST_BYTES
        order, timestamp = request.headers.get("X-Order", ""), request.headers.get("X-Timestamp", "")
        if not self.key or not self._is_fresh(timestamp) or len(order) > LONGEST_ORDER:
            abort(403)
        data = request.get_data()
        if not hmac.compare_digest(signature(self.key, timestamp, order, data), request.headers.get("X-Signature", "")):
            log.warning("a photo came with a wrong signature")
            abort(403)
        try:
            return jsonify(photo=add_photo(self.database, order, data, self.clock())), 201
        except BadPhoto as why:
            return jsonify(error=str(why)), 400
        except NoSuchRepair:
            return jsonify(error="There is no repair of this order number."), 404

    def _is_fresh(self, timestamp: str) -> bool:
        if not timestamp.isascii() or not timestamp.isdecimal() or len(timestamp) > len("1764499200"):
            return False
        return abs(self.clock().timestamp() - int(timestamp)) <= FRESH.total_seconds()


def _told(error: HTTPException) -> tuple[Response, int]:
    return jsonify(error=error.name), error.code or 500
