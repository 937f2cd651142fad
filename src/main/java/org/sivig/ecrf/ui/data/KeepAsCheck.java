package org.sivig.ecrf.ui.data;

import java.util.Optional;
import org.sivig.ecrf.check.StandingChecks;
import org.sivig.ecrf.data.DataColumn;
import org.sivig.ecrf.data.DataQuery;
import org.springframework.stereotype.Component;

/** Keeps the filters of a grid as a check of the study. */
@Component
public class KeepAsCheck implements GridAction {

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
    public boolean isOfRows() {
        return false;
    }

    @Override
    public void begin(DataQuery query, Optional<DataColumn> column, Runnable changed) {
        new KeepDialog(checks, query).open();
    }
}
