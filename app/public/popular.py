"""Questions to begin with, for whoever does not know how to ask."""

POPULAR = ("结婚登记还要单身证明吗", "无犯罪记录证明", "申请公租房要无房证明吗", "领高龄津贴", "同一人证明", "落户")
