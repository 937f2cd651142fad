package org.sivig.ecrf.account;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;

/**
 * The user who is signed in.
 *
 * @param sites  the sites they are assigned to
 * @param closed those of them at which nothing is entered any more
 */
public record Viewer(String username, String password, String displayName, Role role, Set<String> sites, Set<String> closed)
        implements UserDetails {

    public Viewer(String username, String password, String displayName, Role role, Set<String> sites) {
        this(username, password, displayName, role, sites, Set.of());
    }

    @Override
    public Collection<? extends GrantedAuthority> getAuthorities() {
        return List.of(new SimpleGrantedAuthority("ROLE_" + role));
    }

    @Override
    public String getPassword() {
        return password;
    }

    @Override
    public String getUsername() {
        return username;
    }

    @Override
    public String toString() {
        return username;
    }
}
