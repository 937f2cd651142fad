package org.sivig.ecrf.account;

/** Who is signed in may do it, and has shown who they are too long ago to be believed: {@link Proof} asks again. */
public class ProofNeededException extends RuntimeException {

    public ProofNeededException() {
        super("It was shown too long ago who is signed in");
    }
}
