#pragma once

#include "events/describe.hpp"

/// The closed sets of words that stand in events. A word is never removed or given another meaning.
namespace events {

/// Which table of steps a case follows. A support case becomes a dossier when the person files.
enum class lifecycle {
    support,      ///< help by e-mail (Quyết định 536/QĐ-TCTHADS); no filing before 01/07/2026
    dossier,      ///< a request at the one-stop desk (Quyết định 537/QĐ-TCTHADS)
    complaint,    ///< khiếu nại về thi hành án
    denunciation, ///< tố cáo về thi hành án
};
template <> struct enum_names<lifecycle> {
    static constexpr std::array<std::string_view, 4> names{"support", "dossier", "complaint",
                                                           "denunciation"};
};

/// Where a case stands, as a clerk would say it.
enum class status {
    none,             ///< the case does not exist yet
    awaiting_sorting, ///< an ambiguous mail that a person must look at
    noted,            ///< a duplicate or automatic mail, kept and not answered
    mail_received,
    checked,
    awaiting_reply, ///< guided on what is missing
    guided_away,    ///< told that there is no right, no jurisdiction or no filing by mail
    appointment_booked,
    support_closed,
    received, ///< the request has been filed; papers not yet checked
    awaiting_supplement,
    refused,
    referred_elsewhere,
    accepted, ///< complete; receipt slip given
    solved_at_once,
    handed_over, ///< with the one who examines
    in_examination,
    suspended,
    awaiting_signature,
    signed_by_head,
    issued, ///< numbered, dated, stamped
    result_sent,
    returned, ///< the person holds the result
    closed,
    withdrawn,
    terminated,
    petition_received,
    docketed,
    awaiting_explanation,
    verifying,
    resolved,
    resolution_sent,
    resolution_published,
    declined,
    transferred,
    guided,
    filed_away,
    petition_accepted,
    verification_ended,
    reported,
    concluded,
    conclusion_sent,
    conclusion_published,
    handled,
};
template <> struct enum_names<status> {
    static constexpr std::array<std::string_view, 44> names{"none",
                                                            "awaiting_sorting",
                                                            "noted",
                                                            "mail_received",
                                                            "checked",
                                                            "awaiting_reply",
                                                            "guided_away",
                                                            "appointment_booked",
                                                            "support_closed",
                                                            "received",
                                                            "awaiting_supplement",
                                                            "refused",
                                                            "referred_elsewhere",
                                                            "accepted",
                                                            "solved_at_once",
                                                            "handed_over",
                                                            "in_examination",
                                                            "suspended",
                                                            "awaiting_signature",
                                                            "signed_by_head",
                                                            "issued",
                                                            "result_sent",
                                                            "returned",
                                                            "closed",
                                                            "withdrawn",
                                                            "terminated",
                                                            "petition_received",
                                                            "docketed",
                                                            "awaiting_explanation",
                                                            "verifying",
                                                            "resolved",
                                                            "resolution_sent",
                                                            "resolution_published",
                                                            "declined",
                                                            "transferred",
                                                            "guided",
                                                            "filed_away",
                                                            "petition_accepted",
                                                            "verification_ended",
                                                            "reported",
                                                            "concluded",
                                                            "conclusion_sent",
                                                            "conclusion_published",
                                                            "handled"};
};

/// How a request reached the office.
enum class channel {
    email,
    counter,
    post,
    oral,
    digital,
};
template <> struct enum_names<channel> {
    static constexpr std::array<std::string_view, 5> names{"email", "counter", "post", "oral",
                                                           "digital"};
};

/// Which way a voucher's money went.
enum class money_kind { collected, paid_out };
template <> struct enum_names<money_kind> {
    static constexpr std::array<std::string_view, 2> names{"collected", "paid_out"};
};

/// What an agency is told of the electronic document that it sent (Nghị định 30/2020/NĐ-CP Điều
/// 21.2): that it was received, or that it is returned.
enum class document_answer { received, returned };
template <> struct enum_names<document_answer> {
    static constexpr std::array<std::string_view, 2> names{"received", "returned"};
};

/// What was decided of a petition once it had been kept for its time (Thông tư 13/2021/TT-BTP Điều
/// 8.4, 16.3).
enum class keeping_end { destroyed, kept };
template <> struct enum_names<keeping_end> {
    static constexpr std::array<std::string_view, 2> names{"destroyed", "kept"};
};

/// How money came or went: cash is paid into the agency's fund (Thông tư 04/2023/TT-BTP Điều 17).
enum class payment_means { cash, transfer };
template <> struct enum_names<payment_means> {
    static constexpr std::array<std::string_view, 2> names{"cash", "transfer"};
};

/// How much of what a decision obliges to was performed (Nghị định 62/2015/NĐ-CP Điều 37.2).
enum class performance { part, whole };
template <> struct enum_names<performance> {
    static constexpr std::array<std::string_view, 2> names{"part", "whole"};
};

/// In which capacity somebody acts.
enum class role {
    counter_officer,     ///< one-stop and online-support officer (công chức một cửa)
    enforcement_officer, ///< chấp hành viên
    examiner,            ///< thẩm tra viên
    clerk,               ///< văn thư
    head,                ///< thủ trưởng cơ quan thi hành án dân sự
    supervisor,          ///< watches deadlines and alerts
    auditor,             ///< reads everything, changes nothing
    statistician,
    operations, ///< runs the installation
    system,     ///< a duty of the node itself
};
template <> struct enum_names<role> {
    static constexpr std::array<std::string_view, 10> names{
        "counter_officer", "enforcement_officer", "examiner",   "clerk", "head", "supervisor",
        "auditor",         "statistician",        "operations", "system"};
};

/// What the check of an e-mailed request found (dossier section 1.0.1, step O2).
enum class check_outcome {
    valid,
    incomplete,
    no_right,
    no_jurisdiction,
    procedure_only, ///< complaints and denunciations: explained, not filed, by mail
};
template <> struct enum_names<check_outcome> {
    static constexpr std::array<std::string_view, 5> names{"valid", "incomplete", "no_right",
                                                           "no_jurisdiction", "procedure_only"};
};

/// How the person wants the result.
enum class return_method {
    at_counter,
    by_post,
    by_email,
};
template <> struct enum_names<return_method> {
    static constexpr std::array<std::string_view, 3> names{"at_counter", "by_post", "by_email"};
};

/// A result against the promised date, in the words of the control slip (trước hạn, đúng hạn, quá
/// hạn).
enum class timeliness {
    early,
    on_time,
    late,
};
template <> struct enum_names<timeliness> {
    static constexpr std::array<std::string_view, 3> names{"early", "on_time", "late"};
};

/// What the office decided.
enum class decision_outcome {
    grant,
    grant_part,
    refuse,
};
template <> struct enum_names<decision_outcome> {
    static constexpr std::array<std::string_view, 3> names{"grant", "grant_part", "refuse"};
};

/// What a complaint or denunciation turned out to be (đúng, đúng một phần, sai).
enum class finding {
    right,
    partly_right,
    wrong,
};
template <> struct enum_names<finding> {
    static constexpr std::array<std::string_view, 3> names{"right", "partly_right", "wrong"};
};

/// What became of the accused's petition against a conclusion.
enum class review_outcome {
    upheld,   ///< the conclusion stays, and the accused must do what it says
    reopened, ///< the denunciation is resolved again
};
template <> struct enum_names<review_outcome> {
    static constexpr std::array<std::string_view, 2> names{"upheld", "reopened"};
};

/// What somebody was told of.
enum class notified_matter {
    decision,            ///< or that a denunciation is suspended, or goes on
    conclusion,          ///< of a denunciation: the accused has received it
    explanation_request, ///< in a complaint: who is to explain has received it
};
template <> struct enum_names<notified_matter> {
    static constexpr std::array<std::string_view, 3> names{"decision", "conclusion",
                                                           "explanation_request"};
};

/// Who is asked to explain what is complained about.
enum class explainer {
    enforcement_officer, ///< whose decision or act it is
    lower_agency,        ///< of a second complaint: the agency that resolved the first
};
template <> struct enum_names<explainer> {
    static constexpr std::array<std::string_view, 2> names{"enforcement_officer", "lower_agency"};
};

/// What pauses while a complaint is resolved.
enum class paused_matter {
    disputed_act, ///< the decision or act that is complained about
    enforcement,  ///< all of it, at the agency that enforces
};
template <> struct enum_names<paused_matter> {
    static constexpr std::array<std::string_view, 2> names{"disputed_act", "enforcement"};
};

/// First or second complaint.
enum class instance {
    first,
    second,
};
template <> struct enum_names<instance> {
    static constexpr std::array<std::string_view, 2> names{"first", "second"};
};

/// Kinds of article 140.2 of the law of 2008; the periods depend on them.
enum class complaint_kind {
    before_measure,         ///< a
    account_freeze,         ///< b1
    other_security_measure, ///< b2
    coercive_measure,       ///< c
    after_measure,          ///< d
};
template <> struct enum_names<complaint_kind> {
    static constexpr std::array<std::string_view, 5> names{"before_measure", "account_freeze",
                                                           "other_security_measure",
                                                           "coercive_measure", "after_measure"};
};

/// How an incoming mail was recognised.
enum class mail_outcome {
    new_case,
    duplicate,
    reply,
    automatic,
    ambiguous,
};
template <> struct enum_names<mail_outcome> {
    static constexpr std::array<std::string_view, 5> names{"new_case", "duplicate", "reply",
                                                           "automatic", "ambiguous"};
};

} // namespace events
