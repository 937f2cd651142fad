package org.sivig.ecrf.ui.data;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.textfield.TextFieldVariant;
import com.vaadin.flow.function.SerializableSupplier;
import java.util.List;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.crf.TypedText;
import org.sivig.ecrf.data.DataColumns;
import org.sivig.ecrf.data.SavedView;
import org.sivig.ecrf.data.SavedViews;
import org.sivig.ecrf.ui.ColumnWords;
import org.sivig.ecrf.ui.Confirmation;

/** The views of a form that are kept under a name: opened, shared, deleted, and the one on screen kept. */
class ViewsPopover extends Popover {

    private final ColumnWords words;
    private final SavedViews views;
    private final SerializableSupplier<DataAddress> now;
    private final Runnable changed;
    private final Div body = new Div();

    /**
     * @param now     what is on screen
     * @param changed tells that there are other views now
     */
    ViewsPopover(ColumnWords words, SavedViews views, SerializableSupplier<DataAddress> now, Runnable changed,
            Component button) {
        this.words = words;
        this.views = views;
        this.now = now;
        this.changed = changed;
        addClassName("views-popover");
        setRole("dialog");
        setAriaLabel(words.of("data.views"));
        setAutofocus(true);
        setTarget(button);
        body.addClassName("column-popover-body");
        add(body);
        addOpenedChangeListener(change -> {
            if (change.isOpened()) {
                fill();
            }
        });
    }

    /** The view that is on screen, as it was saved. */
    static boolean isShown(SavedView view, DataAddress now) {
        return view.address().equals(address(now));
    }

    private static String address(DataAddress now) {
        return now.at(null).parameters().getQueryString();
    }

    private void fill() {
        body.removeAll();
        Form<?> form = now.get().query().form();
        List<SavedView> kept = views.list(form.table());
        body.add(new H2(words.of("data.views.of", words.form(form))));
        if (kept.isEmpty()) {
            Paragraph none = new Paragraph(words.of("data.views.none"));
            none.addClassName("hint");
            body.add(none);
        } else {
            UnorderedList list = new UnorderedList(kept.stream().map(view -> line(view, form)).toArray(ListItem[]::new));
            list.addClassName("views-list");
            body.add(list);
        }
        body.add(saving(form));
    }

    private ListItem line(SavedView view, Form<?> form) {
        Anchor link = new Anchor(DataView.ROUTE + "/" + DataColumns.path(form)
                + (view.address().isEmpty() ? "" : "?" + view.address()), view.name());
        link.getElement().addEventListener("click", click -> close());
        if (isShown(view, now.get())) {
            link.getElement().setAttribute("aria-current", "true");
        }
        ListItem line = new ListItem(link);
        if (!view.own()) {
            Span owner = new Span(words.of("data.views.by", view.owner()));
            owner.addClassName("hint");
            line.add(owner);
            return line;
        }
        Checkbox shared = new Checkbox(words.of("data.views.shared"), view.shared());
        shared.setAriaLabel(words.of("data.views.share", view.name()));
        shared.addValueChangeListener(change -> {
            views.share(view.id(), change.getValue());
            changed.run();
        });
        Button delete = new Button("✕", click -> new Confirmation(words.words(), words.of("data.views.delete", view.name()),
                words.of(view.shared() ? "data.views.delete.shared" : "data.views.delete.own"), "view_delete",
                words.of("data.views.delete.do"), () -> {
                    views.delete(view.id());
                    fill();
                    changed.run();
                }).irrevocable().open());
        delete.setAriaLabel(words.of("data.views.delete", view.name()));
        delete.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        line.add(shared, delete);
        return line;
    }

    private Component saving(Form<?> form) {
        TextField name = new TextField(words.of("data.views.name"));
        name.setId("view_name");
        name.setMaxLength(80);
        name.addThemeVariants(TextFieldVariant.SMALL);
        Checkbox shared = new Checkbox(words.of("data.views.shared"));
        Runnable keep = () -> {
            views.save(name.getValue(), form.table(), address(now.get()), shared.getValue());
            close();
            changed.run();
        };
        Button save = new Button(words.of("data.views.save"), click -> {
            String called = TypedText.line(name.getValue());
            name.setInvalid(called.isEmpty());
            if (!name.isInvalid() && views.has(called)) {
                new Confirmation(words.words(), words.of("data.views.replace", called), words.of("data.views.replace.what"),
                        "view_replace", words.of("data.views.replace.do"), keep).open();
            } else if (!name.isInvalid()) {
                keep.run();
            }
        });
        save.setId("view_save");
        save.addClickShortcut(Key.ENTER).listenOn(name);
        save.addThemeVariants(ButtonVariant.PRIMARY, ButtonVariant.SMALL);
        name.setManualValidation(true);
        name.setErrorMessage(words.of("data.views.name.missing"));
        Div line = new Div(name, shared, save);
        line.addClassName("views-save");
        return line;
    }
}
