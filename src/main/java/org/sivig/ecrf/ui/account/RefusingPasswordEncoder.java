package org.sivig.ecrf.ui.account;

import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Takes nothing for a password that is not kept as one is to be kept. */
final class RefusingPasswordEncoder implements PasswordEncoder {

    /** @throws UnsupportedOperationException always */
    @Override
    public @Nullable String encode(@Nullable CharSequence password) {
        throw new UnsupportedOperationException("No password is kept so");
    }

    @Override
    public boolean matches(@Nullable CharSequence password, @Nullable String kept) {
        return false;
    }
}
