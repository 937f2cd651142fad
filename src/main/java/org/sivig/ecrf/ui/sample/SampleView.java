package org.sivig.ecrf.ui.sample;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.sample.SampleCause;
import org.sivig.ecrf.sample.SampleDifference;
import org.sivig.ecrf.sample.SampleSummary;
import org.sivig.ecrf.sample.SampleTask;
import org.sivig.ecrf.sample.Samples;
import org.sivig.ecrf.ui.AnswerField;
import org.sivig.ecrf.ui.Attempt;
import org.sivig.ecrf.ui.CasebookAddress;
import org.sivig.ecrf.ui.Confirmation;
import org.sivig.ecrf.ui.TitledPage;
import org.sivig.ecrf.ui.Words;

/**
 * A sample. Who reads it gets one answer after the other, without being told what stands there; the data manager sees
 * how far it is, closes it, and says where each difference comes from.
 */
@Route(SamplesView.ROUTE + "/:id([0-9]{1,18})")
@PermitAll
class SampleView extends Main implements BeforeEnterObserver, TitledPage {

    private final transient Samples samples;
    private final transient AccessPolicy policy;
    private final Words words = new Words(this);
    private final SampleWords said = new SampleWords(words);
    private final Div content = new Div();
    private long id;

    SampleView(Samples samples, AccessPolicy policy) {
        this.samples = samples;
        this.policy = policy;
        setId("main");
        addClassNames("content", "sample");
        if (policy.seesPatients()) {
            add(content);
        } else {
            add(new H1(getTranslation("home.no-patients")), new Paragraph(getTranslation("home.no-patients.help")));
        }
    }

    @Override
    public String title() {
        return getTranslation("samples.name", String.valueOf(id));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        id = Long.parseLong(event.getRouteParameters().get("id").orElseThrow());
        if (content.getParent().isPresent()) {
            try {
                show(null);
            } catch (IllegalArgumentException none) {
                event.rerouteToError(NotFoundException.class);
            }
        }
    }

    /** @param chosen the task to be read; null for the first that is not read yet */
    private void show(@Nullable SampleTask chosen) {
        content.removeAll();
        SampleSummary sample = samples.of(id);
        Anchor all = new Anchor(SamplesView.ROUTE, getTranslation("samples.title"));
        Paragraph drawn = new Paragraph(words.of("samples.drawn", sample.drawnBy(), Words.dayAndTime(sample.drawnAt()),
                sample.perSite(), String.valueOf(sample.seed())));
        drawn.addClassName("hint");
        content.add(all, new H1(title()), drawn);
        if (sample.closedAt() != null) {
            content.add(new Paragraph(words.of("samples.closed", Words.dayAndTime(sample.closedAt()))));
        }
        List<SampleTask> tasks = samples.tasks(id);
        if (!tasks.isEmpty()) {
            reading(tasks, chosen);
        } else if (sample.closedAt() == null && !policy.drawsSamples()) {
            content.add(new Paragraph(words.of("samples.none-for-you")));
        }
        content.add(new H2(words.of("samples.sites")), sites(sample));
        if (sample.closedAt() != null) {
            content.add(new H2(words.of("samples.differences")), differences());
        } else if (policy.drawsSamples()) {
            Button close = new Button(words.of("samples.close"), click -> askToClose(sample));
            close.setId("close_sample");
            content.add(close);
        }
    }

    // --- reading ----------------------------------------------------------------------------------------------------

    private void reading(List<SampleTask> tasks, @Nullable SampleTask chosen) {
        long read = tasks.stream().filter(SampleTask::read).count();
        Span progress = new Span(words.of("samples.mine", read, tasks.size()));
        progress.getElement().setAttribute("role", "status");
        content.add(new H2(words.of("samples.reading")), progress);
        SampleTask task = chosen != null ? chosen
                : tasks.stream().filter(each -> !each.read()).findFirst().orElse(null);
        content.add(task == null ? new Paragraph(words.of("samples.all-read")) : card(task), list(tasks));
    }

    private Div card(SampleTask task) {
        H2 where = new H2(task.number() + " · " + said.place(task.at()));
        where.setId("task");
        Paragraph blind = new Paragraph(words.of("samples.blind"));
        blind.addClassName("hint");
        Paragraph trouble = new Paragraph();
        ReadingField field = new ReadingField(task.at(), words, () -> trouble.setVisible(false));
        trouble.addClassNames("note", "err");
        trouble.getElement().setAttribute("role", "alert");
        trouble.setVisible(false);
        Button next = new Button(words.of("samples.next"), click -> {
            if (field.answer().isBlank()) {
                trouble.setText(words.of(field.isRefused() ? "samples.refused" : "samples.blank"));
                trouble.setVisible(true);
            } else {
                attempt(() -> samples.read(task.id(), field.answer()));
            }
        });
        next.setId("read_next");
        next.addThemeVariants(ButtonVariant.PRIMARY);
        field.enterIs(next);
        Div card = new Div(where, blind, field, trouble, next);
        card.addClassNames("card", "sample-task");
        field.focus();
        return card;
    }

    private Grid<SampleTask> list(List<SampleTask> tasks) {
        Grid<SampleTask> grid = grid("tasks", words.of("samples.reading"));
        grid.addColumn(SampleTask::number).setKey("patient").setHeader(words.of("samples.column.patient"));
        grid.addThemeVariants(GridVariant.WRAP_CELL_CONTENT);
        grid.addColumn(task -> said.place(task.at())).setKey("place").setFlexGrow(2).setHeader(words.of("samples.column.place"));
        grid.addColumn(task -> words.label(task.at())).setKey("item").setFlexGrow(2)
                .setHeader(words.of("samples.column.item"));
        grid.addComponentColumn(task -> {
            Button read = new Button(words.of(task.read() ? "samples.again" : "samples.read"), click -> show(task));
            read.addThemeVariants(ButtonVariant.SMALL, ButtonVariant.TERTIARY);
            read.setAriaLabel(read.getText() + " – " + task.number() + " – " + words.label(task.at()));
            return read;
        }).setKey("read").setHeader(words.of("samples.column.state"));
        grid.setItems(tasks);
        return grid;
    }

    // --- closing ----------------------------------------------------------------------------------------------------

    private Grid<SampleSummary.OfSite> sites(SampleSummary sample) {
        boolean closed = sample.closedAt() != null;
        Grid<SampleSummary.OfSite> grid = grid("sites", words.of("samples.sites"));
        grid.addColumn(of -> of.site().isEmpty() ? words.of("samples.total") : of.site()).setKey("site")
                .setHeader(words.of("samples.column.site"));
        grid.addColumn(said::progress).setKey("progress").setHeader(words.of("samples.column.read"));
        if (closed) {
            grid.addColumn(SampleSummary.OfSite::differences).setKey("differences")
                    .setHeader(words.of("samples.column.differences"));
            grid.addColumn(SampleSummary.OfSite::unclassed).setKey("unclassed")
                    .setHeader(words.of("samples.column.unclassed"));
            grid.addColumn(SampleSummary.OfSite::errors).setKey("errors").setHeader(words.of("samples.column.errors"));
            grid.addColumn(said::rate).setKey("rate").setFlexGrow(2).setHeader(words.of("samples.column.rate"));
        }
        List<SampleSummary.OfSite> rows = new ArrayList<>(sample.sites());
        rows.add(sample.total());
        grid.setItems(rows);
        return grid;
    }

    private void askToClose(SampleSummary sample) {
        new Confirmation(words, words.of("samples.close.title"),
                words.of("samples.close.text", sample.total().read(), sample.total().drawn()),
                "close_confirm", words.of("samples.close.do"), () -> attempt(() -> samples.close(id))).irrevocable().open();
    }

    private Grid<SampleDifference> differences() {
        Grid<SampleDifference> grid = grid("differences", words.of("samples.differences"));
        grid.addThemeVariants(GridVariant.WRAP_CELL_CONTENT);
        grid.setEmptyStateText(words.of("samples.differences.none"));
        grid.addColumn(SampleDifference::number).setKey("patient").setHeader(words.of("samples.column.patient"));
        grid.addColumn(LitRenderer.<SampleDifference>of("<a href=\"${item.href}\">${item.text}</a>")
                .withProperty("href", each -> CasebookAddress.of(each.number(), each.at()))
                .withProperty("text", each -> words.label(each.at()) + " – " + said.place(each.at()))).setKey("item")
                .setFlexGrow(2).setHeader(words.of("samples.column.item"));
        grid.addColumn(each -> words.answer(each.at().item(), each.stored())).setKey("stored")
                .setHeader(words.of("samples.column.stored"));
        grid.addColumn(each -> words.answer(each.at().item(), each.now())).setKey("now")
                .setHeader(words.of("samples.column.now"));
        grid.addColumn(each -> words.answer(each.at().item(), each.found())).setKey("found")
                .setHeader(words.of("samples.column.found"));
        grid.addColumn(SampleDifference::by).setKey("by").setHeader(words.of("samples.column.reader"));
        if (policy.drawsSamples()) {
            grid.addComponentColumn(this::causes).setKey("cause").setFlexGrow(2)
                    .setHeader(words.of("samples.column.cause"));
        } else {
            grid.addColumn(each -> each.cause() == null ? "" : cause(each.cause())).setKey("cause").setFlexGrow(2)
                    .setHeader(words.of("samples.column.cause"));
        }
        grid.setItems(samples.differences(id));
        return grid;
    }

    private Select<SampleCause> causes(SampleDifference difference) {
        Select<SampleCause> causes = new Select<>();
        causes.setItems(SampleCause.values());
        causes.setItemLabelGenerator(this::cause);
        causes.setPlaceholder(words.of("samples.class"));
        causes.setAriaLabel(words.of("samples.column.cause") + " – " + words.label(difference.at()));
        causes.setValue(difference.cause());
        causes.setWidthFull();
        causes.addValueChangeListener(chosen -> {
            if (chosen.isFromClient()) {
                attempt(() -> samples.classify(difference.id(), chosen.getValue()));
            }
        });
        return causes;
    }

    private String cause(SampleCause cause) {
        return words.of("samples.cause." + cause);
    }

    private static <T> Grid<T> grid(String id, String label) {
        Grid<T> grid = new Grid<>();
        grid.setId(id);
        grid.setAllRowsVisible(true);
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.addThemeVariants(GridVariant.LUMO_COMPACT);
        grid.setAriaLabel(label);
        return grid;
    }

    /** Does it, says why not when it cannot be done, and shows the sample as it is then. */
    private void attempt(Runnable act) {
        new Attempt(words).run("An act on a sample", () -> {
            try {
                act.run();
            } catch (IllegalStateException late) {
                AnswerField.tell(words.of("samples.late"));
            }
        }, AnswerField::tell);
        show(null);
    }
}
