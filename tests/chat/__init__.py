"""The chat page in a real headless Chromium on a real library."""

BEARING = "P-204A 베어링 온도는 몇 도에서 경보가 울리나요?"
PURGE = "버너가 꺼지면 퍼지를 얼마나 해야 하나요?"
HOSTILE = '밸브 V-77은 <img src=x onerror="window.hacked=1"> 왼쪽으로 잠근다. ${window.hacked=2} {{hacked}}'
CHECKED = "베어링 온도 경보는 75 °C입니다."
