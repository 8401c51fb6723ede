"""AVV Desktop: data-processing agreements under Art. 28 GDPR, prepared, signed and verified offline."""

__version__ = "0.1.0"
