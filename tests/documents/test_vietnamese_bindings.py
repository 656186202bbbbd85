"""What a Vietnamese claim is of, and what is left unsaid rather than said of the wrong figure."""

import pytest

from plan_tracker.documents import extract_figures

Claimed = list[tuple[str, list[tuple[str, float]]]]
CASES: dict[str, Claimed] = {
    # told in turn
    "Tỷ lệ đỗ hai khối lần lượt là 99% và 98%, tăng tương ứng 0,2 điểm phần trăm và 0,5 điểm "
    "phần trăm.": [("99%", [("change", 0.2)]), ("98%", [("change", 0.5)])],
    "Chở 6 triệu lượt khách và 89.000 tấn hàng, tương ứng tăng 14% và 6%.": [
        ("6 triệu lượt khách", [("growth", 14)]),
        ("89.000 tấn", [("growth", 6)]),
    ],
    # a level to compare with, or how far from one
    "Suất sự cố là 1,6 vụ, thấp hơn mức 2,1 vụ của năm trước.": [("1,6 vụ", [("base", 2.1)])],
    "Tỷ lệ thất thoát 13,9%, thấp hơn mục tiêu 14,5%.": [("13,9%", [("target", 14.5)])],
    "Tổn thất là 5,86%, thấp hơn kế hoạch giao 0,18%.": [("5,86%", [("change", -0.18)])],
    "Mực nước 112,46 m, thấp hơn mực nước dâng bình thường 2,54 m.": [
        ("112,46 m", [("change", -2.54)])
    ],
    "Kết quả đạt 91,3%, còn thiếu 0,7 điểm phần trăm.": [("91,3%", [("change", -0.7)])],
    # losses
    "Hãng lỗ ròng 312 tỷ đồng, cùng kỳ lỗ 588 tỷ đồng.": [
        ("lỗ ròng 312 tỷ đồng", [("base", -588e9)])
    ],
    "Công ty lỗ 120 tỷ đồng, giảm 40% so với năm trước (lỗ 200 tỷ đồng).": [
        ("120 tỷ đồng", [("growth", -40), ("base", 200e9)])
    ],
    "Công ty lỗ 23 tỷ đồng, giảm 156% so với năm trước (lãi 41 tỷ đồng).": [
        ("lỗ 23 tỷ đồng", [("growth", -156), ("base", 41e9)])
    ],
    "Công ty lỗ 20 tỷ đồng, giảm lỗ 8 tỷ đồng so với năm trước.": [("lỗ 20 tỷ đồng", [])],
    # of the share, not of the amount; of another time; for one of what is counted
    "Giải ngân 2.084 tỷ đồng, đạt 54%, thấp hơn mức bình quân chung cả nước.": [
        ("2.084 tỷ đồng", [("attainment", 54)])
    ],
    "Tổng mức đạt 57 tỷ đồng, tăng 9,3% (cùng kỳ năm trước tăng 8,8%).": [
        ("57 tỷ đồng", [("growth", 9.3)])
    ],
    "Giá trị sản xuất trên 1 ha đạt 142 triệu đồng, tăng 5%.": [
        ("142 triệu đồng", [("growth", 5)])
    ],
    # counts and lengths of time
    "Chỉ số SAIDI là 214 phút, giảm 14%.": [("214 phút", [("growth", -14)])],
    "Kiểm tra 318 quán ăn, nhắc nhở 74 quán ăn.": [("318", []), ("74", [])],
    "Đã khám phá 541 vụ, đạt tỷ lệ 88,4%.": [("541 vụ", [("share", 88.4)])],
    "Trạm ghi nhận 14 ngày có mưa lớn, ít hơn 5 ngày so với cùng kỳ.": [
        ("14 ngày", [("change", -5)])
    ],
    # said before its number, of the figure that it is measured on, of the year that is named
    "Thu tiền đất 640 tỷ đồng, hụt 60 tỷ đồng so với dự toán; 12 dự án chậm tiến độ.": [
        ("640 tỷ đồng", [("change", -60e9)]),
        ("12 dự án", []),
    ],
    "Công suất đạt 145.000 m3, trong khi nhu cầu 162.000 m3, thiếu 17.000 m3.": [
        ("145.000 m3", []),
        ("162.000 m3", []),
        ("17.000 m3", []),
    ],
    "Đoàn giành 52 huy chương, nhiều hơn năm 2023 là 7 huy chương.": [
        ("52 huy chương", [("change", 7)])
    ],
    # the plan of a growth; a share over its plan, and not an amount; what was only planned
    "GRDP ước tăng 8,6%, vượt mục tiêu 8,5%.": [("", [("growth", 8.6), ("target", 8.5)])],
    "Thu 1.318 tỷ đồng, đạt 52,3%, vượt 0,3% chỉ tiêu.": [
        ("1.318 tỷ đồng", [("attainment", 52.3)])
    ],
    "Thu 65.700 tỷ đồng, vượt 38,2% dự toán, vượt 4,3% chỉ tiêu phấn đấu.": [
        ("65.700 tỷ đồng", [("attainment", 138.2), ("attainment", 104.3)])
    ],
    "Có 1.218 hộ nghèo, giảm 342 hộ so với đầu năm; kế hoạch giảm 300 hộ.": [
        ("1.218 hộ nghèo", [("change", -342)])
    ],
    "Thư viện phục vụ 186.000 lượt, bằng 97% năm 2023.": [("186.000 lượt", [("growth", -3)])],
    # a rate and its plan; a plan behind its word and its time; a level behind how it moved
    "Tỷ lệ trường có thư viện đạt 41,2%/45%.": [("41,2%", [("target", 45)])],
    "Đã trồng 310 ha, mục tiêu hết năm là 420 ha.": [("310 ha", [("target", 420)])],
    "Phí cầu đường giữ nguyên ở mức 35.000 đồng.": [("35.000 đồng", [("growth", 0)])],
    # a share behind a list: of the last where that makes it, of none where it may be of all
    "Điều xuất 40 triệu USD, tiêu xuất 25 triệu USD và quế xuất 15 triệu USD, chiếm 61%.": [
        ("40 triệu USD", []),
        ("25 triệu USD", []),
        ("15 triệu USD", []),
        ("", [("share", 61)]),
    ],
    "Có 70 xe tải, 20 xe khách và 10 xe ben, chiếm 10%.": [
        ("70 xe", []),
        ("20 xe", []),
        ("10 xe", [("share", 10)]),
    ],
    # growth behind a list of two, behind a semicolon, and by what was counted
    "Ghi nhận 1.340 ca sởi, 310 ca cúm, giảm 12%.": [
        ("1.340 ca", []),
        ("310 ca", []),
        ("", [("growth", -12)]),
    ],
    "Bắt 640 vụ, 910 đối tượng; so với cùng kỳ tăng 4% số vụ, giảm 3% số đối tượng.": [
        ("640 vụ", [("growth", 4)]),
        ("910 đối tượng", [("growth", -3)]),
    ],
    "Xuất 2.400 tấn quế với trị giá 9 triệu USD, so với cùng kỳ lượng giảm 6% nhưng kim ngạch "
    "tăng 27%.": [("2.400 tấn", [("growth", -6)]), ("9 triệu USD", [("growth", 27)])],
    "Đàn dê 8.400 con, tăng 3%; đàn ngựa 910 con, bằng 97%.": [
        ("8.400 con", [("growth", 3)]),
        ("910 con", [("growth", -3)]),
    ],
    # of the loss that was told; of what is no figure; of the team, not of its last part
    "Hãng tàu lỗ 45 tỷ đồng, giảm lỗ 25% so với cùng kỳ.": [("45 tỷ đồng", [("growth", -25)])],
    "Tỉnh còn 86 đơn vị hành chính, giảm 40 đơn vị; còn 12 sở, giảm 5 sở.": [
        ("86 đơn vị", [("change", -40)]),
        ("", [("change", -5)]),
    ],
    "Đoàn giành 212 huy chương bạc và 318 huy chương đồng, xếp thứ 6 toàn đoàn.": [
        ("212 huy chương bạc", []),
        ("318 huy chương đồng", []),
        ("xếp thứ 6", []),
    ],
    # what was told in the sentence before, held against the week before
    "Xảy ra 118 vụ tai nạn, làm chết 64 người. So với tuần trước giảm 9 vụ, tăng 4 người chết.": [
        ("118 vụ tai nạn", [("change", -9)]),
        ("64 người", [("change", 4)]),
    ],
    # where a way begins, behind an amount; the plan of a share that stands there already
    "Thu nhập đạt 52 triệu đồng; tỷ lệ hộ thiếu đất giảm từ 7,2% xuống còn 5,8%.": [
        ("52 triệu đồng", []),
        ("5,8%", [("base", 7.2)]),
    ],
    "Có 24/31 trạm đạt chuẩn (77,4%), vượt chỉ tiêu Nghị quyết (75%).": [
        ("24/31 trạm", [("share", 77.4), ("target", 75)])
    ],
    # what moved for another reason; of how many a rate is told
    "Hãng lãi 86 tỷ đồng, tăng 14% so với quý II/2024 nhờ chi phí vận chuyển giảm 9%.": [
        ("86 tỷ đồng", [("growth", 14)]),
        ("", [("growth", -9)]),
    ],
    "Số điều dưỡng trên 10.000 dân đạt 15,2 người.": [("15,2 người", [])],
    # a movement to compare with; behind a list of three; in the measure of nothing before it
    "Quý I/2025, GRDP tăng 8,4%, cao hơn mức tăng 6,9% của quý I/2024.": [
        ("", [("growth", 8.4), ("base", 6.9)])
    ],
    "Có 140 hồ cấp 1, 120 hồ cấp 2 và 105 hồ cấp 3, tăng 12 hồ.": [
        ("140", []),
        ("120", []),
        ("105", []),
        ("", [("change", 12)]),
    ],
    "Nhà máy phát 2,3 tỷ kWh, tương đương giảm 1,4 triệu tấn CO2.": [
        ("2,3 tỷ kWh", []),
        ("", [("change", -1.4e6)]),
    ],
    "Giá vốn tăng 12% lên 410 tỷ đồng nên lãi gộp giảm 3%.": [
        ("410 tỷ đồng", [("growth", 12)]),
        ("", [("growth", -3)]),
    ],
    "Tỷ lệ chọi vào trường chuyên là 1/5,2.": [],
}


@pytest.mark.parametrize("text", CASES)
def test_claims_are_of_their_figure_or_of_none(text: str) -> None:
    read = extract_figures(text, "vi")
    claims = [
        (figure.printed, [(claim.kind, float(claim.value or 0)) for claim in figure.claims])
        for figure in read
    ]
    assert claims == CASES[text]


def test_claims_of_the_next_sentence_are_of_what_their_words_count() -> None:
    text = "Xảy ra 1.386 vụ, làm 41 người chết, 47 người bị thương. So với cùng kỳ, giảm 702 vụ, "
    text += "giảm 17 người chết, tăng 3 người bị thương."
    changes = [
        [float(claim.value or 0) for claim in figure.claims]
        for figure in extract_figures(text, "vi")
    ]
    assert changes == [[-702], [-17], [3]]


def test_places_that_no_word_ranks_are_counted() -> None:
    (jobs,) = extract_figures("Khu chế xuất cần tuyển 1.450 vị trí.", "vi")
    assert (str(jobs.value), jobs.unit) == ("1450", "")
    (ranked,) = extract_figures("Tỉnh xếp vị trí 14 cả nước.", "vi")
    assert (str(ranked.value), ranked.unit) == ("14", "rank")


def test_a_time_that_says_among_which_is_not_that_of_the_figures() -> None:
    text = (
        "Tháng 9/2025, xuất 43 triệu USD, mức cao nhất từ đầu năm. Trong đó, quế đạt 9 triệu USD."
    )
    assert [figure.period for figure in extract_figures(text, "vi")] == ["2025-09", "2025-09"]
