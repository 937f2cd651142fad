package org.sivig.ecrf.account;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.AccountRefusedException.Why;
import org.sivig.ecrf.crf.TypedText;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Makes the sites of the study, opens and closes them. Their codes never change, for patients are numbered by them. */
@Service
public class SiteRegister {

    private static final int MOST_NAME = 200;
    private static final int MOST_INVESTIGATORS = 500;

    private final Sites sites;
    private final AccessPolicy policy;
    private final Administration administration;
    private final AccountLog log;
    private final Clock clock;

    SiteRegister(Sites sites, AccessPolicy policy, Administration administration, AccountLog log, Clock clock) {
        this.sites = sites;
        this.policy = policy;
        this.administration = administration;
        this.log = log;
        this.clock = clock;
    }

    /** @throws AccessDeniedException when the viewer administers no sites */
    @Transactional(readOnly = true)
    public List<Site> all() {
        policy.requireAdministers();
        return sites.findAllByOrderByCode();
    }

    /** @throws AccountRefusedException when it cannot be made so */
    @Transactional
    public void make(String code, String name, String investigators, @Nullable LocalDate opened) {
        administration.act("make site " + TypedText.line(code), () -> {
            String two = TypedText.line(code);
            if (!two.matches("\\d\\d") || two.equals("00")) {
                throw new AccountRefusedException(Why.BAD_CODE);
            }
            log.add(AccountAct.SITE_MADE, two, TypedText.line(name), "");
            if (sites.existsById(two)) {
                throw new AccountRefusedException(Why.CODE_TAKEN);
            }
            Site site = new Site(two, "");
            become(site, name, investigators, opened);
            return sites.save(site);
        });
    }

    /** @throws AccountRefusedException when it cannot be changed so */
    @Transactional
    public void change(String code, String name, String investigators, @Nullable LocalDate opened) {
        administration.act("change site " + code, () -> {
            Site site = site(code);
            log.add(AccountAct.SITE_CHANGED, code, said(site), "");
            become(site, name, investigators, opened);
            return site;
        });
    }

    /**
     * Nothing is entered there from now on; who types there signs in again and reads.
     *
     * @throws AccountRefusedException without a reason
     */
    @Transactional
    public void close(String code, String reason) {
        administration.act("close site " + code, () -> {
            log.add(AccountAct.SITE_CLOSED, code, "", Accounts.reason(reason));
            site(code).close(clock.instant(), Accounts.reason(reason));
            return code;
        });
    }

    /** @throws AccountRefusedException without a reason */
    @Transactional
    public void reopen(String code, String reason) {
        administration.act("reopen site " + code, () -> {
            log.add(AccountAct.SITE_REOPENED, code, "", Accounts.reason(reason));
            site(code).reopen();
            return code;
        });
    }

    private void become(Site site, String name, String investigators, @Nullable LocalDate opened) {
        String one = TypedText.line(name);
        String many = TypedText.line(investigators);
        if (one.isEmpty() || one.length() > MOST_NAME || many.length() > MOST_INVESTIGATORS) {
            throw new AccountRefusedException(Why.NO_NAME);
        }
        site.become(one, many, opened);
    }

    private static String said(Site site) {
        return site.getName() + ", " + site.getInvestigators() + ", " + site.getOpened();
    }

    private Site site(String code) {
        return sites.findById(code).orElseThrow(() -> new AccountRefusedException(Why.CHANGED_MEANWHILE));
    }
}
