package org.sivig.ecrf.release;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.sivig.ecrf.account.Role;

/**
 * Whose package it is.
 *
 * @param role  of who asked for it; the data manager’s for a package that the operator makes
 * @param sites whose patients are in it; empty when it is all of them
 */
public record Scope(Role role, Optional<Set<String>> sites) {

    public Scope {
        sites = sites.map(TreeSet::new);
    }

    /** {@code all}, {@code site-01}, {@code sites-01-02}. */
    public String name() {
        return sites.map(codes -> (codes.size() == 1 ? "site" : "sites")
                + (codes.isEmpty() ? "-none" : "-" + String.join("-", codes))).orElse("all");
    }

    public boolean holds(String site) {
        return sites.map(codes -> codes.contains(site)).orElse(true);
    }
}
