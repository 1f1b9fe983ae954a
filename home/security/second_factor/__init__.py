"""The second factor of a login: a code from an app on the telephone, one of ten backup codes on paper, or a passkey."""
