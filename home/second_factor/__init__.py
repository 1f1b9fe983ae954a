"""The second factor of a login: a code from an app on the telephone, or one of ten backup codes on paper."""
