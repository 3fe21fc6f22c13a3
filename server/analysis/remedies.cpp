#include "analysis/remedies.hpp"

#include "analysis/fill_in.hpp"

#include <algorithm>

namespace sendpath::analysis {
namespace {

constexpr std::string_view kKey = "v=DKIM1; k=rsa; p={key}";

using Parameters = std::vector<std::pair<std::string_view, std::string>>;

Parameters parameters_of(const PathNames& names, const Service* service) {
    Parameters parameters;
    const auto tell = [&](std::string_view name, const std::string& value) {
        if (!value.empty()) parameters.emplace_back(name, value);
    };
    tell("header_from", names.header_from);
    tell("organization", names.organization);
    tell("policy_domain", names.policy_domain);
    tell("sender", names.sender);
    tell("home_sender", names.home_sender);
    tell("spf_domain", names.spf_domain);
    tell("dkim_domain", names.dkim_domain);
    tell("dkim_selector", names.dkim_selector);
    tell("own_spf_domain", names.own_spf_domain);
    tell("own_dkim_domain", names.own_dkim_domain);
    tell("own_selector", names.own_selector);
    tell("address", names.address);
    tell("messages", std::to_string(names.messages));
    tell("failing", std::to_string(names.failing));
    if (service != nullptr) {
        tell("service", service->name);
        tell("how", service->how);
    }
    return parameters;
}

std::string dashed(std::string name) {
    std::ranges::replace(name, '.', '-');
    return name;
}

/// A service's template as a record of `domain`.
DnsRecord record_of(const RecordTemplate& from, const std::string& domain) {
    const Parameters known{{"domain", domain}, {"domain-dashes", dashed(domain)}};
    DnsRecord record;
    record.name = from.name == "@" ? domain : fill_in(from.name, known) + '.' + domain;
    record.type = from.type;
    record.value = fill_in(from.value, known);
    record.part = from.name == "@" && record.value.starts_with("v=spf1");
    record.to_be_filled = has_blank(record.name) || has_blank(record.value);
    return record;
}

std::vector<DnsRecord> records_of(const std::vector<RecordTemplate>& from,
                                  const std::string& domain) {
    std::vector<DnsRecord> records;
    records.reserve(from.size());
    for (const RecordTemplate& each : from) records.push_back(record_of(each, domain));
    return records;
}

DnsRecord key_record(std::string selector, const std::string& domain) {
    if (selector.empty()) selector = "{selector}";
    return record_of({selector + "._domainkey", "TXT", std::string(kKey)}, domain);
}

std::string own_domain(const PathNames& names, const std::string& own) {
    return own.empty() ? names.header_from : own;
}

/// Puts steps together for one path.
class Steps {
public:
    Steps(const PathNames& names, const Service* service) : names_(names), service_(service) {}

    void add(StepCode code, std::vector<DnsRecord> records = {}) {
        steps_.push_back({code, std::move(records)});
    }

    /// Both ways to make a service send in the operator's name, as far as it has them.
    void add_service_set_up() {
        const std::string& from = names_.header_from;
        if (service_ == nullptr) {
            add(StepCode::set_up_own_dkim, {key_record({}, from)});
            add(StepCode::set_up_own_return_path,
                {record_of({"{bounce}", "CNAME", "{return-path-host}"}, from)});
            return;
        }
        if (!service_->own_dkim.empty())
            add(StepCode::set_up_own_dkim, records_of(service_->own_dkim, from));
        if (!service_->own_spf.empty())
            add(StepCode::set_up_own_return_path, records_of(service_->own_spf, from));
        if (service_->own_dkim.empty() && service_->own_spf.empty())
            add(StepCode::no_own_names_there);
    }

    void add_server_set_up() {
        const std::string from = own_domain(names_, names_.own_spf_domain);
        const bool v4 = names_.address.find(':') == std::string::npos;
        const std::string mechanism =
            names_.address.empty() ? "ip4:{address}" : (v4 ? "ip4:" : "ip6:") + names_.address;
        add(StepCode::add_server_to_spf,
            {record_of({"@", "TXT", "v=spf1 " + mechanism + " ~all"}, from)});
        add(StepCode::sign_on_server, {key_record({}, names_.header_from)});
    }

    void add_relaxed(StepCode code, std::string_view tag) {
        DnsRecord record{"_dmarc." + names_.policy_domain, "TXT", std::string(tag), true, false};
        add(code, {std::move(record)});
    }

    void add_key(StepCode code) {
        const std::string domain = own_domain(names_, names_.own_dkim_domain);
        add(code, {key_record(names_.own_selector, domain)});
    }

    [[nodiscard]] std::vector<Step> done() && { return std::move(steps_); }

private:
    const PathNames& names_;
    const Service* service_;
    std::vector<Step> steps_;
};

void add_own_name_steps(Reason reason, Steps& steps) {
    switch (reason) {
        case Reason::strict_alignment_dkim:
            steps.add(StepCode::sign_as_from_domain);
            steps.add_relaxed(StepCode::relax_dkim, "adkim=r");
            break;
        case Reason::strict_alignment_spf:
            steps.add(StepCode::return_path_as_from_domain);
            steps.add_relaxed(StepCode::relax_spf, "aspf=r");
            break;
        case Reason::dkim_no_key: steps.add_key(StepCode::publish_key); break;
        case Reason::dkim_signature_fails:
            steps.add_key(StepCode::compare_key);
            steps.add(StepCode::look_for_changes_after_signing);
            break;
        case Reason::spf_permerror:
            steps.add(StepCode::one_spf_record);
            steps.add(StepCode::at_most_ten_lookups);
            break;
        case Reason::intermittent:
            steps.add(StepCode::find_what_differs);
            steps.add_server_set_up();
            break;
        default: steps.add(StepCode::check_name_servers); break;
    }
}

void add_steps(Reason reason, Steps& steps) {
    switch (reason) {
        case Reason::passing:
        case Reason::override_mailing_list:
        case Reason::override_arc:
        case Reason::override_forwarder:
        case Reason::signature_broken_in_transit: steps.add(StepCode::nothing_to_do); break;
        case Reason::dkim_survived:
            steps.add(StepCode::nothing_to_do);
            steps.add(StepCode::say_if_yours);
            break;
        case Reason::strict_alignment_dkim:
        case Reason::strict_alignment_spf:
        case Reason::dkim_no_key:
        case Reason::dkim_temperror:
        case Reason::dkim_signature_fails:
        case Reason::spf_permerror:
        case Reason::spf_temperror:
        case Reason::intermittent: add_own_name_steps(reason, steps); break;
        case Reason::service_domain_dkim:
        case Reason::service_domain_spf: steps.add_service_set_up(); break;
        case Reason::own_server_unauthenticated: steps.add_server_set_up(); break;
        case Reason::ask_do_you_use:
            steps.add(StepCode::say_if_used);
            steps.add_service_set_up();
            break;
        case Reason::ask_is_it_yours:
            steps.add(StepCode::say_if_yours);
            steps.add_server_set_up();
            break;
        case Reason::reporters_disagree:
            steps.add(StepCode::compare_reporters);
            steps.add(StepCode::wait_for_more);
            break;
        case Reason::not_yours:
        case Reason::unauthenticated: steps.add(StepCode::let_policy_refuse); break;
        case Reason::set_by_operator:
        case Reason::too_few:
        case Reason::other: steps.add(StepCode::wait_for_more); break;
    }
}

}  // namespace

Remedy remedy_for(const PathVerdict& verdict, const PathNames& names, const Service* service) {
    Remedy remedy;
    remedy.reason = verdict.machine.reason;
    remedy.parameters = parameters_of(names, service);
    Steps steps(names, service);
    add_steps(remedy.reason, steps);
    remedy.steps = std::move(steps).done();
    return remedy;
}

}  // namespace sendpath::analysis
