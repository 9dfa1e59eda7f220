"""The vendor's bill against ours: which lines agree, which do not, and what explains each."""

from tiia_pricing.reconciliation.reconciling import reconcile
from tiia_pricing.reconciliation.report.report_json import as_dict
from tiia_pricing.reconciliation.vendor_export.export_files import export_of, read_export

__all__ = ["as_dict", "export_of", "read_export", "reconcile"]
