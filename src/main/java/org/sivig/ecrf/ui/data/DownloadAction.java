package org.sivig.ecrf.ui.data;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.casebook.PatientList;
import org.sivig.ecrf.data.DataColumn;
import org.sivig.ecrf.data.DataGrid;
import org.sivig.ecrf.data.DataQuery;
import org.sivig.ecrf.export.GridExport;
import org.sivig.ecrf.ui.Proven;
import org.springframework.stereotype.Component;

/** Downloads what a data grid shows. */
@Component
class DownloadAction implements GridAction {

    private final GridExport export;
    private final DataGrid data;
    private final PatientList patients;
    private final AccessPolicy policy;

    DownloadAction(GridExport export, DataGrid data, PatientList patients, AccessPolicy policy) {
        this.export = export;
        this.data = data;
        this.patients = patients;
        this.policy = policy;
    }

    @Override
    public boolean isOffered() {
        return policy.exports();
    }

    @Override
    public String labelKey() {
        return "data.download";
    }

    @Override
    public boolean isOfOneColumn() {
        return false;
    }

    @Override
    public void begin(DataQuery query, Optional<DataColumn> column, Runnable changed) {
        Map<String, String> sites = new TreeMap<>();
        patients.sites().forEach(site -> sites.put(site.getCode(), site.getName()));
        Proven.then(() -> new DownloadDialog(export, query, data.count(query), sites).open());
    }
}
