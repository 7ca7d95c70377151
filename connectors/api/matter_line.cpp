#include "connectors/api/matter_line.hpp"

namespace connectors::api {

matter_line matter_of(const call& of, const projections::case_row& row) {
    matter_line out;
    out.subject = row.id;
    out.code = row.code;
    out.office = row.office;
    out.status = row.at;
    out.status_label = status_label_of(of, row);
    out.procedure = row.procedure;
    out.procedure_name = procedure_name(of.on.rules, row.procedure, of.speaks());
    if (!row.holder.empty()) {
        out.holder = row.holder;
        out.holder_name = officer_name(of, row.holder);
    }
    return out;
}

} // namespace connectors::api
