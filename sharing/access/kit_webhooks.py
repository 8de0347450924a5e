"""How partners know that a webhook's message is ours: text to copy, as in the kit.

The secret stands in the environment as ``SECRET``, as it was shown: ``whsec_…``.
"""

RECEIVER = """\
# Python's own library is enough. A proxy that ends HTTPS leads here; SECRET is what was
# shown when the webhook was made, at the desk or by {base}api/v1/webhooks
import base64
import hashlib
import hmac
import os
import time
from http.server import BaseHTTPRequestHandler, HTTPServer


def is_signed(secret, headers, body):
    at = headers.get("webhook-timestamp", "")
    if not at.isdecimal() or abs(time.time() - int(at)) > 300:
        return False
    signed = f"{{headers.get('webhook-id')}}.{{at}}.".encode() + body
    key = base64.b64decode(secret.removeprefix("whsec_"))
    code = hmac.new(key, signed, hashlib.sha256).digest()
    good = b"v1," + base64.b64encode(code)
    given = headers.get("webhook-signature", "").encode().split()
    return any(hmac.compare_digest(each, good) for each in given)


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        is_good = is_signed(os.environ["SECRET"], self.headers, body)
        self.send_response(204 if is_good else 401)
        self.end_headers()
        if is_good:  # an id that came before is the same event; now fetch what is new
            print(self.headers["webhook-id"], body.decode(), flush=True)


HTTPServer(("127.0.0.1", int(os.environ.get("PORT", 8080))), Receiver).serve_forever()
"""
BY_HAND = """\
# A message is in event.json to the byte; ID, AT and SIGNATURES are what came in the
# headers webhook-id, webhook-timestamp and webhook-signature
key=$(printf %s "${{SECRET#whsec_}}" | openssl base64 -d -A |
  od -An -v -tx1 | tr -d ' \\n')
good=$({{ printf '%s.%s.' "$ID" "$AT"; cat event.json; }} |
  openssl dgst -sha256 -mac HMAC -macopt "hexkey:$key" -binary | openssl base64 -A)
case " $SIGNATURES " in
  *" v1,$good "*) echo "ours, of $(( ($(date +%s) - AT) / 60 )) minutes ago" ;;
  *) echo "not ours" >&2; exit 1 ;;
esac
"""
