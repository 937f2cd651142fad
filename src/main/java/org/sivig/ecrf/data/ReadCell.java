package org.sivig.ecrf.data;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.MissingReason;
import org.sivig.ecrf.crf.PartialDate;
import org.sivig.ecrf.score.Evaluable;
import org.sivig.ecrf.study.Figures;

/** The names under which the parts of a cell are selected; empty for those that it has not. */
record ReadCell(DataColumn column, String value, String asked, String missing, String approximate,
        String evaluable, String rowKey) {

    /** What cells of one row share, as whether their visit was done and which reasons it holds, is read once. */
    static final class Shared {

        private final ResultSet result;
        private final Map<String, Optional<String>> texts = new HashMap<>();

        Shared(ResultSet result) {
            this.result = result;
        }

        @Nullable String text(String name) throws SQLException {
            Optional<String> text = texts.get(name);
            if (text == null) {
                text = Optional.ofNullable(result.getString(name));
                texts.put(name, text);
            }
            return text.orElse(null);
        }
    }

    DataCell read(ResultSet result, Shared shared) throws SQLException {
        boolean isAsked = asked.isEmpty() || isTrue(shared.text(asked));
        return new DataCell(value(result), missing.isEmpty() ? null : reason(shared.text(missing)), isAsked,
                !approximate.isEmpty() && isApproximate(shared.text(approximate)),
                evaluable.isEmpty() ? null : evaluable(shared.text(evaluable)), false, false, false);
    }

    /** As the databases write it: {@code t}, or {@code TRUE}. */
    private static boolean isTrue(@Nullable String written) {
        return written != null && (written.startsWith("t") || written.startsWith("T"));
    }

    private static @Nullable Evaluable evaluable(@Nullable String code) {
        return code == null ? null : Figures.EVALUABLE.get(code);
    }

    private @Nullable Object value(ResultSet result) throws SQLException {
        return switch (column.type()) {
            case TEXT, LONG_TEXT -> result.getString(value);
            case INTEGER, YEAR -> {
                BigDecimal number = result.getBigDecimal(value);
                yield number == null ? null : number.intValueExact();
            }
            case DECIMAL -> {
                BigDecimal number = result.getBigDecimal(value);
                yield number == null ? null : number.setScale(column.decimals(), RoundingMode.HALF_UP);
            }
            case DATE, PARTIAL_DATE -> {
                String iso = result.getString(value);
                yield iso == null ? null : PartialDate.parse(iso);
            }
            case YES_NO, CHOICE -> {
                String code = result.getString(value);
                yield code == null || !column.hasAllCodes() ? code : Objects.requireNonNull(column.codes()).get(code);
            }
            case MULTI_CHOICE -> {
                String chosen = result.getString(value);
                yield chosen == null ? null : Arrays.stream(chosen.substring(1).split("\\|"))
                        .map(Objects.requireNonNull(column.codes())::get)
                        .collect(Collectors.toCollection(LinkedHashSet::new));
            }
        };
    }

    private @Nullable MissingReason reason(@Nullable String reasons) {
        String begin = "|" + Objects.requireNonNull(column.item()).name() + "=";
        int at = reasons == null ? -1 : reasons.indexOf(begin);
        return at < 0 ? null : MissingReason.LIST.get(reasons.substring(at + begin.length(),
                reasons.indexOf('|', at + begin.length())));
    }

    private boolean isApproximate(@Nullable String names) {
        return names != null && names.contains("|" + Objects.requireNonNull(column.figure()).name() + "|");
    }
}
