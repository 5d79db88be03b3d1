"""The /usage contract on your own database. Run it: pip install fastapi uvicorn && python3 server.py"""

import logging
import os
import re
from datetime import datetime, timezone
from typing import Optional

import uvicorn
from fastapi import FastAPI, Header
from fastapi.middleware.trustedhost import TrustedHostMiddleware
from fastapi.responses import JSONResponse

# Yours: what a customer used, credits in whole hundredths; and who asks, by a session or token.
ROWS = [
    (1000, datetime(2024, 4, 29, 2, 8, 29, 375000, timezone.utc), "Short Lease Report", 6100),
    (1002, datetime(2024, 4, 29, 7, 27, 34, 985000, timezone.utc), None, 440),
]
customer_of = {"Bearer demo": "demo"}.get
usage_of = {"demo": ROWS}.get

app = FastAPI()
# Yours: the names of your server. A foreign page can make its own name resolve to this machine (DNS rebinding).
app.add_middleware(TrustedHostMiddleware, allowed_hosts=["localhost", "127.0.0.1"])


@app.get("/usage")
def usage(authorization: Optional[str] = Header(None)):
    customer = customer_of(authorization)
    if not customer:
        return answer(401, {"error": {"code": "unauthorized", "message": "Sign in to see your usage."}})
    return answer(200, {"usage": [item(*row) for row in usage_of(customer)]})


def item(id, at, report, amount):
    # Only a datetime with a time zone is written with its offset, which the contract asks for.
    usage = {"message_id": id, "timestamp": at.isoformat(), "credits_used": amount / 100}
    return {**usage, "report_name": report} if report else usage


@app.exception_handler(Exception)
def failed(request, error):
    # A sentence for the customer; the reason stays in the log.
    logging.error("usage failed", exc_info=error)
    return answer(503, {"error": {"code": "internal_error", "message": "The usage is not there. Try again later."}})


def answer(status, body):
    return JSONResponse(body, status, {"Cache-Control": "no-store"})


class Printable(logging.Formatter):
    """Escapes what a terminal would act on, and indents continuation lines."""

    def format(self, record):
        active = r"[\0-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]"
        return re.sub(active, lambda found: f"\\u{ord(found[0]):04x}", super().format(record)).replace("\n", "\n  ")


if __name__ == "__main__":
    log = logging.StreamHandler()
    log.setFormatter(Printable())
    logging.basicConfig(handlers=[log], level=logging.WARNING)
    uvicorn.run(app, host="127.0.0.1", port=int(os.environ.get("PORT", 5002)), log_config=None)
