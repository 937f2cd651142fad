package org.sivig.ecrf.ui;

import com.vaadin.flow.component.button.Button;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.sivig.ecrf.account.ProviderQuestion;

/** Has somebody show once more to their provider who they are, in a window of its own, so that this page stays as it is. */
public final class ProviderBrowser {

    private static final String ASK = """
            return new Promise(done => {
              const asking = window.open(new URL($0, document.baseURI), 'sivig-provider', 'popup,width=620,height=760');
              if (!asking) {
                done(false);
                return;
              }
              const watch = setInterval(() => {
                if (asking.closed) {
                  clearInterval(watch);
                  done(true);
                }
              }, 200);
            })""";

    private ProviderBrowser() {
    }

    /**
     * A button that asks.
     *
     * @param name    of the provider
     * @param ask     makes a question
     * @param shown   is told when the window is closed, whatever was shown in it
     * @param trouble is told why it could not be asked, or was not taken
     */
    public static Button button(Words words, String id, String name, Supplier<ProviderQuestion> ask, Consumer<ProviderQuestion> shown,
            Consumer<String> trouble) {
        Button button = new Button(words.of("provider.again", name));
        button.setId(id);
        button.addClickListener(click -> {
            ProviderQuestion question = new Attempt(words).get("Asking a provider", ask, trouble);
            if (question != null) {
                button.getElement().executeJs(ASK, question.path()).then(Boolean.class, opened -> {
                    if (Boolean.TRUE.equals(opened)) {
                        new Attempt(words).run("Asking a provider", () -> shown.accept(question), trouble);
                    } else {
                        trouble.accept(words.of("provider.no-window"));
                    }
                });
            }
        });
        return button;
    }
}
