#include "tests/support/form_samples.hpp"

namespace testing_support {
namespace {

void fill_office(engine::form_values& v) {
    v.office = "Chi cục Thi hành án dân sự thành phố Cà Mau";
    v.office_caps = "CHI CỤC THI HÀNH ÁN DÂN SỰ THÀNH PHỐ CÀ MAU";
    v.parent_caps = "CỤC THI HÀNH ÁN DÂN SỰ TỈNH CÀ MAU";
    v.office_phone = "0290 3831 234";
    v.place = "Cà Mau";
    v.number = "07";
    v.number_sign = "CCTHADS-VP";
    v.issued_on = "ngày 05 tháng 6 năm 2017";
    v.stepped_on = "ngày 02 tháng 6 năm 2017";
    v.officer = "Nguyễn Thị Đặng Hường";
    v.signer_title = "CHI CỤC TRƯỞNG";
    v.signer = "Trần Hữu Nghĩa";
}

void fill_case(engine::form_values& v) {
    v.code = "000.09.64.G15-170605-0001";
    v.procedure = "Yêu cầu thi hành án";
    v.received_on = "05/6/2017";
    v.received_at = "08 giờ 30 phút, ngày 05 tháng 6 năm 2017";
    v.due_at = "17 giờ 00 phút, ngày 12 tháng 6 năm 2017";
    v.old_due = "17 giờ 00 phút, ngày 09 tháng 6 năm 2017";
    v.statutory_time = "05 ngày làm việc kể từ ngày nhận được yêu cầu";
    v.sets = "01";
    v.result_place = "Bộ phận một cửa";
    v.register_book = "01";
    v.register_number = "07";
    v.reason = "thiếu bản chính bản án, quyết định được yêu cầu thi hành";
    v.law = "điểm a khoản 5 Điều 31 Luật Thi hành án dân sự năm 2008 (sửa đổi, bổ sung năm 2014)";
    v.competent_office = "Chi cục Thi hành án dân sự huyện Cái Nước";
    v.docket_number = "03/TL";
    v.decision_number = "112/QĐ-CCTHADS";
    v.decided_on = "08 tháng 6 năm 2017";
    v.step_number = "115/QĐ-CCTHADS";
    v.finding = "đúng một phần";
    v.measure = "sửa đổi";
    v.other = "tố cáo";
    v.extended_by = "30 ngày";
    v.resolve_by = "12 tháng 7 năm 2017";
    v.complained_of = "Phạm Văn Đạt";
    v.agency = "Chi cục Thi hành án dân sự huyện Cái Nước";
    v.their_document = "văn bản số 12/CV-TA ngày 01 tháng 6 năm 2017";
    v.common_codes = "000.09.64.G15-170605-0002";
    v.complaints = {
        {"1", "000.09.64.G15-170605-0001", "03/TL", "05/6/2017", "Lê Quốc Khởi"},
        {"2", "000.09.64.G15-170605-0002", "04/TL", "05/6/2017", "Phạm Thị Ngọc Ánh"},
    };
    v.remedy = "khiếu nại lần hai";
    v.status_name = "hoãn thi hành án";
    v.parent = "Cục Thi hành án dân sự tỉnh Cà Mau";
    v.qr = "000.09.64.G15-170605-0001";
}

void fill_person(engine::form_values& v) {
    v.recipient = "Ông/Bà Lê Quốc Khởi";
    v.you = "ông/bà";
    v.name = "Lê Quốc Khởi";
    v.identity = "CCCD 096085001234";
    v.address = "Số 12 đường Nguyễn Trãi, phường 9, thành phố Cà Mau, tỉnh Cà Mau";
    v.phone = "091 234 56 78";
    v.email = "khoi.le@example.vn";
}

} // namespace

engine::form_values sample_form_values() {
    engine::form_values v;
    fill_office(v);
    fill_case(v);
    fill_person(v);
    v.subject = "hướng dẫn nộp bổ sung hồ sơ yêu cầu thi hành án";
    v.body = "Ngày 05/6/2017, Chi cục Thi hành án dân sự thành phố Cà Mau nhận được yêu cầu thi "
             "hành án của ông/bà gửi qua thư điện tử.\n"
             "Qua kiểm tra, hồ sơ còn thiếu bản chính bản án. Đề nghị ông/bà bổ sung và đến nộp "
             "trực tiếp tại Bộ phận một cửa theo lịch hẹn; ông/bà chỉ phải đến một lần.\n"
             "Trân trọng./.";
    v.papers = {
        {"1", "Đơn yêu cầu thi hành án", "Bản chính", "1", "1", "", ""},
        {"2", "Bản án số 12/2017/DS-ST ngày 20/3/2017 của Tòa án nhân dân thành phố Cà Mau",
         "Bản sao có chứng thực", "1", "", "1", ""},
    };
    v.handovers = {{"Bộ phận một cửa", "09 giờ 10 phút, ngày 05 tháng 6 năm 2017",
                    "Nguyễn Thị Đặng Hường", "Phạm Văn Đạt", "Đúng hạn", ""}};
    return v;
}

} // namespace testing_support
