package org.sivig.ecrf.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.ItemType;
import org.sivig.ecrf.crf.MissingReason;
import org.sivig.ecrf.study.IdentificationForm;

/** Types into one field after the other until something strikes, and a little longer. */
final class Typist {

    private final Page page;
    private final String patient;
    private final Random random;
    private final Consumer<CountDownLatch> strike;
    private final CountDownLatch struck = new CountDownLatch(1);
    private int keysBefore;
    private int keysAfter;

    /** @param strike called at a random moment; counts down once what it does is done */
    Typist(Page page, String patient, Random random, Consumer<CountDownLatch> strike) {
        this.page = page;
        this.patient = patient;
        this.random = random;
        this.keysBefore = 1 + random.nextInt(250);
        this.keysAfter = random.nextInt(12);
        this.strike = strike;
    }

    /** Begins on the first form of a new patient. */
    void typeUntilStruck() {
        Form<?> form = IdentificationForm.FORM;
        while (true) {
            if (struck.getCount() > 0 && random.nextInt(8) == 0) {
                Form<?> here = form; // the page of the same form would be made anew under the hands
                List<Form<?>> others = CrashIT.FORMS.stream().<Form<?>>map(each -> each)
                        .filter(each -> !each.equals(here)).toList();
                Form<?> next = others.get(random.nextInt(others.size()));
                if (go(next)) {
                    form = next;
                }
            }
            List<Item<?, ?>> items = CrashIT.itemsOf(form).toList();
            Item<?, ?> item = items.get(random.nextInt(items.size()));
            if (Browser.item(page, item.name()).isVisible() && !answer(item)) {
                return;
            }
        }
    }

    /** @return false when the server did not live to show the next form */
    private boolean go(Form<?> to) {
        Locator link = page.locator(".sections a[href$='" + patient + "/" + to.path() + "']");
        AtomicBoolean again = new AtomicBoolean();
        link.click();
        page.waitForCondition(() -> {
            if (page.locator("#missed_keys button").isVisible()) { // the click was given up with the keys before it
                page.locator("#missed_keys button").click();
                link.click();
            }
            if (page.locator("#resumed").isVisible() && !again.getAndSet(true)) { // it went with a server so slow that it was taken for dead
                link.click();
            }
            return struck.getCount() == 0
                    || Browser.item(page, CrashIT.itemsOf(to).findFirst().orElseThrow().name()).isVisible();
        });
        return Browser.item(page, CrashIT.itemsOf(to).findFirst().orElseThrow().name()).isVisible();
    }

    /** @return false when it has typed enough */
    private boolean answer(Item<?, ?> item) {
        Browser.field(page, item.name()).focus();
        if (!item.options().isEmpty()) {
            return press(item.options().get(random.nextInt(item.options().size())).code());
        }
        page.keyboard().press("Control+a");
        for (String key : text(item).split("")) {
            if (!press(key)) {
                return false;
            }
        }
        return press(random.nextBoolean() ? "Enter" : "Tab");
    }

    private boolean press(String key) {
        if (keysBefore-- == 0) {
            strike.accept(struck);
        }
        if (page.isClosed()) {
            return false;
        }
        if (struck.getCount() == 0 && keysAfter-- == 0) {
            return false;
        }
        if (key.length() == 1) {
            page.keyboard().type(key);
        } else {
            page.keyboard().press(key);
        }
        return true;
    }

    private String text(Item<?, ?> item) {
        if (item == IdentificationForm.LAST_NAME3 || item == IdentificationForm.FIRST_NAME3) {
            return random.ints(3, 'a', 'z' + 1).collect(StringBuilder::new, StringBuilder::appendCodePoint,
                    StringBuilder::append).toString();
        }
        int year = random.nextInt(1930, 2014);
        if (item.type() != ItemType.TEXT && random.nextInt(10) == 0) {
            return MissingReason.values()[random.nextInt(MissingReason.values().length)].code();
        }
        return switch (item.type()) {
            case YEAR -> "" + year;
            case DATE -> "%02d/%02d/%d".formatted(random.nextInt(1, 29), random.nextInt(1, 13), year);
            case PARTIAL_DATE -> random.nextBoolean() ? "" + year : "%02d/%d".formatted(random.nextInt(1, 13), year);
            default -> {
                int from = random.nextInt(CrashIT.WORDS.length() - 3);
                yield (CrashIT.WORDS.substring(from, random.nextInt(from + 1, CrashIT.WORDS.length())) + random.nextInt(1000))
                        .strip();
            }
        };
    }
}
