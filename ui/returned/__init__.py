"""Was zurückkam: a PDF from a customer, judged and filed with its agreement."""
