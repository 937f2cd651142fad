package org.sivig.ecrf.data;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.MissingReason;
import org.sivig.ecrf.crf.PartialDate;
import org.sivig.ecrf.score.Evaluable;
import org.sivig.ecrf.study.Figures;

/** Where the parts of a cell are selected. */
record ReadCell(DataColumn column, Selected value, Selected asked, Selected missing, Selected approximate, Selected evaluable,
        Selected rowKey) {

    /**
     * An expression of the select.
     *
     * @param name empty for a part that the cell has not
     * @param at   its place, from 1: by name it would be looked for in every row
     */
    record Selected(String name, int at) {

        static final Selected NOTHING = new Selected("", 0);

        boolean isNothing() {
            return at == 0;
        }
    }

    /** What cells of one row share, as whether their visit was done and which reasons it holds, is read once. */
    static final class Shared {

        private final ResultSet result;
        private final @Nullable String[] texts;
        private final boolean[] read;
        private final @Nullable Boolean[] truths;

        /** @param selected how many expressions are */
        Shared(ResultSet result, int selected) {
            this.result = result;
            texts = new String[selected + 1];
            read = new boolean[selected + 1];
            truths = new Boolean[selected + 1];
        }

        @Nullable String text(Selected of) throws SQLException {
            if (!read[of.at()]) {
                texts[of.at()] = result.getString(of.at());
                read[of.at()] = true;
            }
            return texts[of.at()];
        }

        boolean isTrue(Selected of) throws SQLException {
            Boolean truth = truths[of.at()];
            if (truth == null) {
                truth = result.getBoolean(of.at());
                truths[of.at()] = truth;
            }
            return truth;
        }
    }

    DataCell read(ResultSet result, Shared shared) throws SQLException {
        boolean isAsked = asked.isNothing() || shared.isTrue(asked);
        Object value = value(result);
        return new DataCell(value, value != null || missing.isNothing() ? null : reason(shared.text(missing)), isAsked,
                !approximate.isNothing() && isApproximate(shared.text(approximate)),
                evaluable.isNothing() ? null : evaluable(shared.text(evaluable)), false, false, false);
    }

    private static @Nullable Evaluable evaluable(@Nullable String code) {
        return code == null ? null : Figures.EVALUABLE.get(code);
    }

    private @Nullable Object value(ResultSet result) throws SQLException {
        return switch (column.type()) {
            case TEXT, LONG_TEXT -> result.getString(value.at());
            case INTEGER, YEAR -> switch (result.getObject(value.at())) {
                case null -> null;
                case BigDecimal number -> number.intValueExact();
                case Object number -> ((Number) number).intValue();
            };
            case DECIMAL -> {
                BigDecimal number = result.getBigDecimal(value.at());
                yield number == null ? null : number.setScale(column.decimals(), RoundingMode.HALF_UP);
            }
            case DATE, PARTIAL_DATE -> {
                String iso = result.getString(value.at());
                yield iso == null ? null : PartialDate.parse(iso);
            }
            case YES_NO, CHOICE -> {
                String code = result.getString(value.at());
                yield code == null || !column.hasAllCodes() ? code : Objects.requireNonNull(column.codes()).get(code);
            }
            case MULTI_CHOICE -> {
                String chosen = result.getString(value.at());
                yield chosen == null ? null : Arrays.stream(chosen.substring(1).split("\\|"))
                        .map(Objects.requireNonNull(column.codes())::get)
                        .collect(Collectors.toCollection(LinkedHashSet::new));
            }
        };
    }

    private @Nullable MissingReason reason(@Nullable String reasons) {
        if (reasons == null) {
            return null;
        }
        String begin = "|" + Objects.requireNonNull(column.item()).name() + "=";
        int at = reasons.indexOf(begin);
        return at < 0 ? null : MissingReason.LIST.get(reasons.substring(at + begin.length(),
                reasons.indexOf('|', at + begin.length())));
    }

    private boolean isApproximate(@Nullable String names) {
        return names != null && names.contains("|" + Objects.requireNonNull(column.figure()).name() + "|");
    }
}
