package org.sivig.ecrf.monitoring.ui;

import java.util.Optional;
import org.sivig.ecrf.monitoring.DataColumn;
import org.sivig.ecrf.monitoring.DataQuery;
import org.sivig.ecrf.monitoring.StandingChecks;
import org.springframework.stereotype.Component;

/** Keeps the filters of a grid as a check of the study. */
@Component
class KeepAsCheck implements GridAction {

    private final StandingChecks checks;

    KeepAsCheck(StandingChecks checks) {
        this.checks = checks;
    }

    @Override
    public boolean isOffered() {
        return checks.isMadeByUser();
    }

    @Override
    public String labelKey() {
        return "checks.keep";
    }

    @Override
    public boolean isOfOneColumn() {
        return false;
    }

    @Override
    public void begin(DataQuery query, Optional<DataColumn> column, Runnable changed) {
        new KeepDialog(checks, query).open();
    }
}
