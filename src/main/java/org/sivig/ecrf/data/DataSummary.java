package org.sivig.ecrf.data;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.MissingReason;
import org.sivig.ecrf.crf.PartialDate;

/**
 * What a column comes to over all filtered rows.
 *
 * @param asked   of how many rows the protocol asks it; of a response, in how many the patient is evaluable: the others
 *                are not counted at all
 * @param values  how many have a value
 * @param empty   how many are asked and have neither a value nor a missing reason
 * @param missing how many have each missing reason; reasons that nobody gave are left out
 * @param numbers null unless it holds numbers and there are any
 * @param dates   null unless it holds dates and there are any
 * @param patients of how many patients the values are
 * @param visits  the same numbers by visit, where the rows are of several visits; empty otherwise
 * @param codes   how many have each code, in paper order; empty without options
 */
public record DataSummary(DataColumn column, long asked, long values, long empty, Map<MissingReason, Long> missing,
        @Nullable Numbers numbers, @Nullable Dates dates, Map<String, Long> codes, long patients,
        Map<String, Visit> visits) implements Serializable {

    /** The numbers of one visit, and how many they are: of as many patients. */
    public record Visit(Numbers numbers, long values) implements Serializable {
    }

    DataSummary with(Map<String, Visit> visits) {
        return new DataSummary(column, asked, values, empty, missing, numbers, dates, codes, patients, visits);
    }

    /** Quartiles as interpolated between the two nearest numbers. */
    public record Numbers(BigDecimal least, BigDecimal lower, BigDecimal median, BigDecimal upper, BigDecimal most)
            implements Serializable {
    }

    /** The first and the last, in the order of their texts. */
    public record Dates(PartialDate first, PartialDate last) implements Serializable {
    }
}
