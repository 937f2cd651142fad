package org.sivig.ecrf.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.sivig.ecrf.account.PasskeyOffer;
import org.sivig.ecrf.account.PasskeyRequest;
import org.sivig.ecrf.account.Passkeys;

/** Asks the browser for passkeys, and says in words why there was none. */
public final class PasskeyBrowser {

    private static final String ASK = """
            return (async () => {
              try {
                const options = JSON.parse($0);
                const found = $1
                  ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
                  : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
                return JSON.stringify(found.toJSON());
              } catch (refused) {
                return '!' + refused.name;
              }
            })()""";
    /** What a browser refuses with of which there are words. */
    private static final Set<String> REFUSALS = Set.of("NotAllowedError", "InvalidStateError", "SecurityError");

    private PasskeyBrowser() {
    }

    /** Has a passkey made. */
    public static void make(Component here, Words words, PasskeyOffer offer, Consumer<String> made, Consumer<String> trouble) {
        ask(here, words, offer.json(), true, made, trouble);
    }

    /**
     * A button that asks for a passkey.
     *
     * @param answered takes the answer of the browser
     * @param trouble  is told why there is none, or why it was not taken
     */
    public static Button button(Words words, String id, Passkeys passkeys, BiConsumer<PasskeyRequest, String> answered,
            Consumer<String> trouble) {
        Button button = new Button(words.of("passkey.use"));
        button.setId(id);
        button.addClickListener(click -> {
            PasskeyRequest request = new Attempt(words).get("Asking for a passkey", passkeys::request, trouble);
            if (request != null) {
                ask(button, words, request.json(), false, answer -> taken(words, () -> answered.accept(request, answer), trouble), trouble);
            }
        });
        return button;
    }

    /** Does it, and tells why it could not be done. */
    public static void taken(Words words, Runnable act, Consumer<String> trouble) {
        new Attempt(words).run("Taking a passkey", act, trouble);
    }

    private static void ask(Component here, Words words, String options, boolean making, Consumer<String> answered,
            Consumer<String> trouble) {
        here.getElement().executeJs(ASK, options, making).then(String.class, answer -> {
            if (Objects.requireNonNullElse(answer, "!").startsWith("!")) {
                String name = answer == null ? "" : answer.substring(1);
                trouble.accept(words.of("passkey." + (REFUSALS.contains(name) ? name : "none-here")));
            } else {
                answered.accept(answer);
            }
        });
    }
}
