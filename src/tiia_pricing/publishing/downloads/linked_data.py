"""The files as a schema.org ``Dataset``: what search engines for data read on their page."""

from __future__ import annotations

from collections.abc import Iterable

from tiia_pricebook.messages import say
from tiia_pricing.conformance.version import SUITE
from tiia_pricing.price_list.fact_rows import FactRow
from tiia_pricing.publishing.downloads.data_files import FOLDER, DataFile
from tiia_pricing.publishing.site_data.site import Site

NAME = say("Prices of Tencent Cloud image analysis (腾讯云图像分析, TIIA)")
ABOUT = say(
    "Every price, free quota and pack of Tencent Cloud image analysis with the days on which it"
    " holds and the table cell of the vendor's page that it was read from."
)


def dataset(site: Site, files: Iterable[DataFile], rows: Iterable[FactRow]) -> dict[str, object]:
    """Describe the files that hold for all APIs, so that no text of the vendor's is in it.

    Their addresses are those from the page, wherever the site is published.
    """
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": NAME,
        "description": ABOUT,
        "version": SUITE.version,
        "dateModified": str(site.day),
        "temporalCoverage": f"{min(row.from_ for row in rows)}/..",
        "isAccessibleForFree": True,
        "distribution": [
            {
                "@type": "DataDownload",
                "name": one.path,
                "description": one.says,
                "encodingFormat": one.media_type,
                "contentUrl": f"{FOLDER}/{one.path}",
                "sha256": one.sha256,
            }
            for one in files
            if "/" not in one.path
        ],
    }
