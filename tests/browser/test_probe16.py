import pytest
from browser.test_search import searched
from browser.visit import visited
ZH=["资源包有效期","计费","退款","发票","图像识别 价格","免费额度","车辆识别 价格","对账","阶梯","涨价","资源包","价格变动","计算器","千次","欠费","停服","优惠","API 名称","按天","账单明细","什么时候生效","过期","共享"]
EN=["refund","price","vehicle","invoice","free quota","resource pack","pack expiry","tier","check my bill","calculator","price history","RecognizeCar","discount","arrears","api","download csv","validity","price change","expire","how much","invoice vat","free calls","per month","usage file"]
def test_all(browser, site, address):
    out=open("/tmp/w16probe.txt","w")
    for start,qs in (("zh/index.html",ZH),("index.html",EN)):
        for q in qs:
            with visited(browser, site, address, start) as visit:
                print(q,"=>",searched(visit,q)[:4],file=out,flush=True)
