/** A region as DescribeRegions lists it. */
export interface RegionInfo {
  readonly region: string;
  readonly english: string;
  readonly chinese: string;
  readonly isChinaMainland: boolean;
}

const region = (name: string, english: string, chinese: string, isChinaMainland = false): RegionInfo => ({
  region: name,
  english,
  chinese,
  isChinaMainland,
});

/**
 * The regions that Lighthouse has been seen in, and the further ones of Tencent Cloud. The real list moves.
 *
 * @see CONSOLE notices up to 2023, and the SDK for Go for the last five
 */
export const REGIONS: readonly RegionInfo[] = [
  region("ap-beijing", "North China (Beijing)", "华北地区(北京)", true),
  region("ap-guangzhou", "South China (Guangzhou)", "华南地区(广州)", true),
  region("ap-shanghai", "East China (Shanghai)", "华东地区(上海)", true),
  region("ap-chengdu", "Southwest China (Chengdu)", "西南地区(成都)", true),
  region("ap-nanjing", "East China (Nanjing)", "华东地区(南京)", true),
  region("ap-hongkong", "Hong Kong/Macao/Taiwan (Hong Kong, China)", "港澳台地区(中国香港)"),
  region("ap-singapore", "Southeast Asia (Singapore)", "亚太东南(新加坡)"),
  region("ap-tokyo", "Northeast Asia (Tokyo)", "亚太东北(东京)"),
  region("ap-mumbai", "South Asia (Mumbai)", "亚太南部(孟买)"),
  region("ap-seoul", "Northeast Asia (Seoul)", "亚太东北(首尔)"),
  region("na-siliconvalley", "US West (Silicon Valley)", "美国西部(硅谷)"),
  region("na-toronto", "North America (Toronto)", "北美地区(多伦多)"),
  region("eu-frankfurt", "Europe (Frankfurt)", "欧洲地区(法兰克福)"),
  region("eu-moscow", "Europe (Moscow)", "欧洲地区(莫斯科)"),
  region("ap-bangkok", "Southeast Asia (Bangkok)", "亚太东南(曼谷)"),
  region("ap-chongqing", "Southwest China (Chongqing)", "西南地区(重庆)", true),
  region("ap-jakarta", "Southeast Asia (Jakarta)", "亚太东南(雅加达)"),
  region("na-ashburn", "US East (Virginia)", "美国东部(弗吉尼亚)"),
  region("sa-saopaulo", "South America (Sao Paulo)", "南美地区(圣保罗)"),
];

const NAMES = new Set(REGIONS.map(({ region: name }) => name));

/** Whether there is such a region. */
export function isKnownRegion(name: string): boolean {
  return NAMES.has(name);
}
