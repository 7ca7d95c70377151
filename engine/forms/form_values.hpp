#pragma once

#include "events/describe.hpp"

#include <string>
#include <tuple>
#include <vector>

namespace engine {

/// A paper of the dossier, in a table.
struct paper_line {
    std::string n; ///< 1, 2 …
    std::string name;
    std::string kind; ///< bản chính, bản sao …
    std::string count;
    std::string originals;
    std::string certified;
    std::string copies;

    static constexpr auto fields() {
        using p = paper_line;
        using events::field;
        return std::tuple{field{"n", &p::n},
                          field{"name", &p::name},
                          field{"kind", &p::kind},
                          field{"count", &p::count},
                          field{"originals", &p::originals},
                          field{"certified", &p::certified},
                          field{"copies", &p::copies}};
    }
};

/// One hand-over of the dossier, on the control slip.
struct handover_line {
    std::string unit;
    std::string moment; ///< 08 giờ 30 phút, ngày 05 tháng 6 năm 2017
    std::string giver;
    std::string receiver;
    std::string result; ///< trước hạn, đúng hạn, quá hạn
    std::string note;

    static constexpr auto fields() {
        using h = handover_line;
        using events::field;
        return std::tuple{field{"unit", &h::unit},     field{"moment", &h::moment},
                          field{"giver", &h::giver},   field{"receiver", &h::receiver},
                          field{"result", &h::result}, field{"note", &h::note}};
    }
};

/// A complaint that a common notice of docketing lists.
struct common_line {
    std::string n;
    std::string code;
    std::string docket_number; ///< 03/TL
    std::string received_on;   ///< 05/6/2017
    std::string name;

    static constexpr auto fields() {
        using c = common_line;
        using events::field;
        return std::tuple{field{"n", &c::n}, field{"code", &c::code},
                          field{"docket_number", &c::docket_number},
                          field{"received_on", &c::received_on}, field{"name", &c::name}};
    }
};

/// Everything that forms can ask for, as it is printed: Vietnamese, NFC, dates as documents write
/// them. Empty is not known, and is printed as dots to be filled in by hand.
struct form_values {
    // the office
    std::string office;
    std::string office_caps; ///< in capitals, for the head of the page
    std::string parent_caps; ///< the agency above, in capitals; none for a provincial one
    std::string office_phone;
    std::string place;  ///< Cà Mau
    std::string number; ///< of the document, without its sign
    std::string number_sign;
    std::string issued_on;  ///< ngày 05 tháng 6 năm 2017
    std::string stepped_on; ///< the day of the step; a letter about it may be of a later day
    std::string officer;
    std::string signer_title; ///< CHI CỤC TRƯỞNG
    std::string signer;
    // the case
    std::string code;
    std::string procedure;
    std::string received_on;
    std::string received_at;
    std::string due_at; ///< the promised moment that is in force
    std::string old_due;
    std::string statutory_time; ///< 05 ngày làm việc
    std::string sets;
    std::string result_place;
    std::string fee;
    std::string register_book;
    std::string register_number;
    std::string reason;
    std::string law;
    std::string competent_office;
    // a decision or a petition
    std::string docket_number;   ///< of the docket of complaints or denunciations: 03/TL
    std::string decision_number; ///< 112/QĐ-CTHADS
    std::string decided_on;
    std::string step_number;    ///< of the decision that the step itself is: 115/QĐ-CTHADS
    std::string finding;        ///< of a resolution: đúng, đúng một phần, sai
    std::string measure;        ///< what becomes of the decision or act
    std::string other;          ///< what a petition is split into
    std::string extended_by;    ///< 30 ngày
    std::string resolve_by;     ///< last day of the period to decide
    std::string complained_of;  ///< the person complained about or denounced
    std::string agency;         ///< to which an agency letter goes
    std::string their_document; ///< of that agency: văn bản số 12/CV-TA ngày 01 tháng 6 năm 2017
    std::string common_codes;   ///< of the cases that have the same decision or notice
    std::string remedy;         ///< khiếu nại lần hai; empty where the resolution is final
    std::string status_name;    ///< what the matter is called after the step: hoãn thi hành án
    std::string parent;         ///< the agency above
    std::string qr;             ///< what the QR code says; no code when empty
    // the person
    std::string recipient; ///< Ông/Bà Lê Quốc Khởi; Ngân hàng …
    std::string you;       ///< how a letter speaks to the recipient: ông/bà, quý cơ quan
    std::string name;
    std::string identity;
    std::string address;
    std::string phone;
    std::string email;
    // a letter
    std::string subject;
    std::string body; ///< a paragraph a line
    std::vector<paper_line> papers;
    std::vector<handover_line> handovers;
    std::vector<common_line> complaints; ///< of a common notice, this one first

    static constexpr auto fields() {
        using v = form_values;
        using events::field;
        return std::tuple{field{"office", &v::office},
                          field{"office_caps", &v::office_caps},
                          field{"parent_caps", &v::parent_caps},
                          field{"office_phone", &v::office_phone},
                          field{"place", &v::place},
                          field{"number", &v::number},
                          field{"number_sign", &v::number_sign},
                          field{"issued_on", &v::issued_on},
                          field{"stepped_on", &v::stepped_on},
                          field{"officer", &v::officer},
                          field{"signer_title", &v::signer_title},
                          field{"signer", &v::signer},
                          field{"code", &v::code},
                          field{"procedure", &v::procedure},
                          field{"received_on", &v::received_on},
                          field{"received_at", &v::received_at},
                          field{"due_at", &v::due_at},
                          field{"old_due", &v::old_due},
                          field{"statutory_time", &v::statutory_time},
                          field{"sets", &v::sets},
                          field{"result_place", &v::result_place},
                          field{"fee", &v::fee},
                          field{"register_book", &v::register_book},
                          field{"register_number", &v::register_number},
                          field{"reason", &v::reason},
                          field{"law", &v::law},
                          field{"competent_office", &v::competent_office},
                          field{"docket_number", &v::docket_number},
                          field{"decision_number", &v::decision_number},
                          field{"decided_on", &v::decided_on},
                          field{"step_number", &v::step_number},
                          field{"finding", &v::finding},
                          field{"measure", &v::measure},
                          field{"other", &v::other},
                          field{"extended_by", &v::extended_by},
                          field{"resolve_by", &v::resolve_by},
                          field{"complained_of", &v::complained_of},
                          field{"agency", &v::agency},
                          field{"their_document", &v::their_document},
                          field{"common_codes", &v::common_codes},
                          field{"remedy", &v::remedy},
                          field{"status_name", &v::status_name},
                          field{"parent", &v::parent},
                          field{"qr", &v::qr},
                          field{"recipient", &v::recipient},
                          field{"you", &v::you},
                          field{"name", &v::name},
                          field{"identity", &v::identity},
                          field{"address", &v::address},
                          field{"phone", &v::phone},
                          field{"email", &v::email},
                          field{"subject", &v::subject},
                          field{"body", &v::body},
                          field{"papers", &v::papers},
                          field{"handovers", &v::handovers},
                          field{"complaints", &v::complaints}};
    }
};

} // namespace engine
