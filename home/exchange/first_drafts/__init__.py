"""First drafts by a translation service: off until the operator names one; what of a page may go there, and what comes back."""
