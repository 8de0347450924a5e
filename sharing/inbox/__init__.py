"""The quarantine: what partners post by TAXII, checked, kept verbatim, never ours.

The doors call four functions: ``receive`` (TAXII 2.1 §5.5), ``status`` (§4.3),
``remove`` (§5.7) and ``posted`` (§5.3, §5.4, §5.6, §5.8: what was posted, read back).
Whether the reader has the scope and may write the collection is the door's to ask
before; each partner finds only what it posted itself.
"""

from sharing.inbox.limits import Limits, limits
from sharing.inbox.reading import Posted, PostedPage, Wanted, posted
from sharing.inbox.receiving import receive, remove, status
from sharing.inbox.refusals import NotTaken

__all__ = [
    "Limits",
    "NotTaken",
    "Posted",
    "PostedPage",
    "Wanted",
    "limits",
    "posted",
    "receive",
    "remove",
    "status",
]
