package org.sivig.ecrf.account;

import java.io.Serializable;

/**
 * Asks who is signed in to show once more to their provider who they are, in a window of its own.
 *
 * @param name   of the provider, as it is said on screen
 * @param path   of the window, under the address of the application
 * @param secret known to the page that asks, so that what is shown is shown for this
 */
public record ProviderQuestion(String name, String path, String secret) implements Serializable {

    /** The parameter of the path that makes it such a question. */
    public static final String AGAIN = "again";
}
