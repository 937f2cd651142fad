package org.sivig.ecrf.account;

import jakarta.annotation.PostConstruct;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.study.Identification;
import org.sivig.ecrf.study.IdentityCipher;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.DependsOn;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Seals anew what identifies patients: before the first request what an earlier version sealed for no place, and by a command
 * all of it with the newest key. What it says does not change, so nothing is put on record of a patient.
 */
@Component
@DependsOn("identityKeyCheck")
public class IdentityResealing {

    private static final List<String> COLUMNS = List.of("last_name3", "first_name3", "birth_date");

    private final JdbcClient database;
    private final IdentityCipher cipher;

    @Autowired
    public IdentityResealing(JdbcClient database, IdentityCipher cipher) {
        this.database = database;
        this.cipher = cipher;
    }

    @PostConstruct
    void sealForPlaces() {
        for (String column : COLUMNS) {
            seal(column, " not like '" + IdentityVault.PLACED + "%'", cipher::unseal);
        }
    }

    /**
     * Seals everything with the key that seals now. Others may write meanwhile.
     *
     * @return how many texts
     */
    public int sealAll() {
        return COLUMNS.stream().mapToInt(column -> seal(column, " is not null", null)).sum();
    }

    private int seal(String column, String which, @Nullable UnaryOperator<String> opened) {
        record Old(long row, String place, String sealed) {
        }
        int sealed = 0;
        for (Old old : database.sql("select i.id, p.number, i." + column + " from identity i join identification f on f.id = i.id"
                + " join patient p on p.id = f.patient_id where i." + column + which)
                .query((row, i) -> new Old(row.getLong(1), Identification.place(column, row.getString(2)), row.getString(3))).list()) {
            String plain = opened == null ? cipher.unseal(old.sealed(), old.place()) : opened.apply(old.sealed());
            sealed += database.sql("update identity set " + column + " = ? where id = ? and " + column + " = ?")
                    .params(cipher.seal(plain, old.place()), old.row(), old.sealed()).update();
        }
        return sealed;
    }
}
