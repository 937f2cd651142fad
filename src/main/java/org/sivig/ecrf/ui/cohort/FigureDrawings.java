package org.sivig.ecrf.ui.cohort;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.cohort.FigureContent;
import org.sivig.ecrf.cohort.FigureKind;
import org.sivig.ecrf.cohort.Picture;

/** Makes the picture of a figure. */
final class FigureDrawings {

    private FigureDrawings() {
    }

    /** Whether the picture is what the table says, in words: on paper the table itself is read better. */
    static boolean isOfWords(FigureKind kind) {
        return kind == FigureKind.TABLE1 || kind == FigureKind.PUBLICATION;
    }

    /** @return null where there is nobody, too few to tell of, or nothing to draw */
    static @Nullable Plot of(FigureWords words, FigureContent content) {
        if (content.n() == 0 || content.few()) {
            return null;
        }
        TablePlots tables = new TablePlots(words);
        PatientPlots patients = new PatientPlots(words);
        Picture picture = content.picture();
        return switch (content.kind()) {
            case AVAILABILITY -> tables.availability(content);
            case FLOW -> tables.flow(content);
            case STOP -> {
                Plot pairs = picture == null ? null : patients.of(content, picture);
                Plot answers = tables.startAndStop(content.table("stop.answers"));
                yield pairs == null && answers == null ? null : pairs == null ? answers : answers == null ? pairs : beside(pairs, answers);
            }
            case TRAJECTORIES, SWIMMER, CONTINUATION -> picture == null ? null : patients.of(content, picture);
            case TOLERANCE -> tables.forest(content.tables().getFirst());
            case TABLE1, PUBLICATION -> tables.words(content.tables().getFirst());
            case RESPONDERS -> tables.responders(content, patients);
        };
    }

    private static Plot beside(Plot one, Plot other) {
        List<Plot.Panel> panels = new ArrayList<>(one.panels());
        panels.addAll(other.panels());
        List<Plot.Key> keys = new ArrayList<>(one.keys());
        keys.addAll(other.keys());
        return Plot.of(keys, panels).columns(2, false, 380).faint(one.faint());
    }
}
