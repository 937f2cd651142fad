package org.sivig.ecrf.account;

/** By what somebody shows, when they sign, that it is they. */
public sealed interface SignatureProof {

    /** @param username asked at the first signature of a session; whatever later */
    record Typed(String username, String password) implements SignatureProof {
    }

    /** @param answer of the browser to this request */
    record Passkey(PasskeyRequest request, String answer) implements SignatureProof {
    }

    /** That the provider was shown it again, for this question. */
    record Provider(ProviderQuestion question) implements SignatureProof {
    }
}
