package org.sivig.ecrf.oracle;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Product and oracle ask the same and find the same in casebooks made up by chance: as many as the system property
 * {@code oracle.books} says, from the seed {@code oracle.seed} on.
 */
class DifferenceTest {

    private static final long FIRST = Long.getLong("oracle.seed", 0);
    private static final long BOOKS = Long.getLong("oracle.books", 1000);

    @Test
    void productAndOracleAgree() {
        LongStream.range(FIRST, FIRST + BOOKS).filter(seed -> differs(RandomBook.of(seed))).findFirst()
                .ifPresent(seed -> {
                    Book least = shrunk(RandomBook.of(seed), DifferenceTest::differs);
                    Reading product = Reading.ofProduct(least);
                    Reading contract = Reading.ofContract(least);
                    fail("seed %d, as little as differs: %s%nonly the product: %s%nonly the contract: %s"
                            .formatted(seed, least, product.beyond(contract), contract.beyond(product)));
                });
    }

    private static boolean differs(Book book) {
        return !Reading.ofProduct(book).equals(Reading.ofContract(book));
    }

    /** Leaves out what can be left out while the rest still holds: halves first, then ever smaller parts. */
    private static Book shrunk(Book whole, Predicate<Book> holds) {
        Book book = whole;
        for (int size = book.names().size() / 2; size > 0; size = size == 1 ? 0 : (size + 1) / 2) {
            for (int from = 0; from < book.names().size();) {
                List<String> names = book.names();
                Set<String> kept = new HashSet<>(names);
                names.subList(from, Math.min(from + size, names.size())).forEach(kept::remove);
                Book fewer = book.keeping(kept);
                if (holds.test(fewer)) {
                    book = fewer;
                } else {
                    from += size;
                }
            }
        }
        return book;
    }
}
