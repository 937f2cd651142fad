package org.sivig.ecrf.odm;

import java.text.Normalizer;
import org.sivig.ecrf.crf.CodeList;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.study.Study;

/** How things are named in ODM: what they are, then their names, of letters, digits, {@code .} and {@code _}. */
final class Oid {

    static final String STUDY = "S.SIVIG";
    static final String VERSION = "MDV." + Study.FORMS_VERSION;

    private Oid() {
    }

    static String event(String name) {
        return "SE." + name;
    }

    static String form(String name) {
        return "F." + name;
    }

    static String group(String form, String group) {
        return "IG." + form + "." + group;
    }

    /** The group of items that a table of the package is. */
    static String table(String name) {
        return "IG.table." + name;
    }

    static String item(Item<?, ?> item) {
        return "I." + item.form() + "." + item.name();
    }

    /** What tells a row or a patient from others. */
    static String key(String name) {
        return "I.key." + name;
    }

    /** What a table of the package computes. */
    static String derived(String name) {
        return "I.derived." + name;
    }

    /** A column of the table in which each belongs to one row. */
    static String wide(String name) {
        return "I.wide." + name;
    }

    static String codes(CodeList<?> list) {
        return "CL." + list.name();
    }

    static String check(String id) {
        return "CHK." + id;
    }

    static String site(String code) {
        return "L." + code;
    }

    /** A user under the user name; what is no letter and no digit is written by its number, so that no two are the same. */
    static String user(String username) {
        StringBuilder oid = new StringBuilder("U.");
        username.codePoints().forEach(c -> {
            if (c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '.') {
                oid.appendCodePoint(c);
            } else {
                oid.append('_').append(Integer.toHexString(c)).append('_');
            }
        });
        return oid.toString();
    }

    /** A user in one role: an audit record says in which somebody acted, and ODM has no other place for it. */
    static String user(String username, String role) {
        return user(username) + "." + role;
    }

    /** A unit as it is printed: {@code µmol/l}, {@code /51}, {@code %}. */
    static String unit(String printed) {
        return "MU." + Normalizer.normalize(printed.replace('µ', 'u').replace("%", "percent").replace('²', '2')
                .replace('³', '3').replace(',', '.'), Normalizer.Form.NFD).replaceAll("\\p{M}", "")
                .replaceAll("^/", "per_").replaceAll("/", "_per_").replaceAll("[^A-Za-z0-9._]", "_");
    }
}
