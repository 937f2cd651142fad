package org.sivig.ecrf.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sivig.ecrf.EcrfApplication;
import org.sivig.ecrf.OnPostgres;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.core.context.SecurityContextHolder;

/** Here also compared with the package that the command makes of the same rows in the other database. */
class PackageOnPostgresTest extends PackageTest implements OnPostgres {

    @TempDir
    private Path elsewhere;

    @Autowired
    private DataSource source;
    @Value("${sivig.data}")
    private String data;

    @Test
    void isTheSameToTheByteByTheCommandInTheOtherDatabase() throws Exception {
        Packer.Packed here = wholly(ALL);
        String url = "jdbc:h2:file:" + elsewhere.resolve("sivig");
        assertThat(command(url)).as("no patient yet, but all tables").isEqualTo(PackageCommand.FAILED);
        try (Connection from = source.getConnection(); Connection to = DriverManager.getConnection(url, "sivig", "")) {
            copy(from, to);
        }
        assertThat(command(url)).isEqualTo(PackageCommand.MADE);
        assertThat(elsewhere.resolve("made").resolve(here.name())).hasSameBinaryContentAs(here.file());
        assertThat(elsewhere.resolve("made")).isDirectoryNotContaining(file -> !file.getFileName().toString().equals(here.name()));
    }

    private int command(String url) {
        var signedIn = SecurityContextHolder.getContext();
        try {
            return PackageCommand.run(EcrfApplication.class, "--export=" + elsewhere.resolve("made"), "--free-texts",
                    "--audit-trail", "--spring.profiles.active=test", "--sivig.data=" + data, "--spring.datasource.url=" + url);
        } finally {
            SecurityContextHolder.setContext(signedIn);
        }
    }

    /** All rows of all tables. */
    private static void copy(Connection from, Connection to) throws SQLException {
        to.createStatement().execute("set referential_integrity false");
        Map<String, List<String>> tables = new LinkedHashMap<>();
        try (ResultSet columns = from.createStatement().executeQuery("""
                select table_name, column_name from information_schema.columns where table_schema = 'public'
                and is_generated = 'NEVER' and table_name not like 'databasechange%' order by table_name, ordinal_position""")) {
            while (columns.next()) {
                tables.computeIfAbsent(columns.getString(1), table -> new ArrayList<>()).add(columns.getString(2));
            }
        }
        for (Map.Entry<String, List<String>> table : tables.entrySet()) {
            String names = String.join(", ", table.getValue());
            to.createStatement().execute("delete from " + table.getKey());
            try (ResultSet rows = from.createStatement().executeQuery("select " + names + " from " + table.getKey());
                    PreparedStatement insert = to.prepareStatement("insert into " + table.getKey() + " (" + names + ") values ("
                            + table.getValue().stream().map(name -> "?").collect(Collectors.joining(", ")) + ")")) {
                while (rows.next()) {
                    for (int i = 1; i <= table.getValue().size(); i++) {
                        insert.setObject(i, rows.getMetaData().getColumnTypeName(i).equals("timestamptz")
                                ? rows.getObject(i, OffsetDateTime.class) : rows.getObject(i));
                    }
                    insert.execute();
                }
            }
        }
    }
}
